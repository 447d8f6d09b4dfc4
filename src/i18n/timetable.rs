//! The timetable in words.

use super::Lang;
use crate::notice::Stage;

/// A stage's name.
pub const fn stage_title(lang: Lang, stage: Stage) -> &'static str {
    match (lang, stage) {
        (Lang::ZhCn, Stage::Plan) => "前期准备",
        (Lang::ZhCn, Stage::SelfAppraisal) => "工作人员自评",
        (Lang::ZhCn, Stage::Ballots) => "民主测评",
        (Lang::ZhCn, Stage::Publicity) => "公示",
        (Lang::ZhCn, Stage::Grades) => "等次评定",
        (Lang::ZhCn, Stage::Commendation) => "总结表彰",
        (Lang::En, Stage::Plan) => "Preparation",
        (Lang::En, Stage::SelfAppraisal) => "Self-appraisal",
        (Lang::En, Stage::Ballots) => "Democratic appraisal 民主测评",
        (Lang::En, Stage::Publicity) => "Public notice 公示",
        (Lang::En, Stage::Grades) => "Grades settled",
        (Lang::En, Stage::Commendation) => "Commendation",
    }
}

/// What is to be done by its date.
pub const fn stage_what(lang: Lang, stage: Stage) -> &'static str {
    match (lang, stage) {
        (Lang::ZhCn, Stage::Plan) => "拟定考核方案，布置考核工作",
        (Lang::ZhCn, Stage::SelfAppraisal) => "本人撰写年度总结，填写登记表",
        (Lang::ZhCn, Stage::Ballots) => "各科室初评并推荐，推优人员和管理人员述职、民主测评",
        (Lang::ZhCn, Stage::Publicity) => "等次建议报领导班子会议审议通过后公示，在等次评定之前满方案设定的工作日",
        (Lang::ZhCn, Stage::Grades) => "公示结束后，确定等次和优秀、表扬名单",
        (Lang::ZhCn, Stage::Commendation) => "召开年度总结表彰会，表彰优秀、表扬和敬业奉献奖，颁发荣誉证书",
        (Lang::En, Stage::Plan) => "The plan is drawn up and the work given out",
        (Lang::En, Stage::SelfAppraisal) => "Everyone writes a summary and fills in the form",
        (Lang::En, Stage::Ballots) => {
            "Departments make the first review and nominate; nominees and managers report and are rated by ballot"
        }
        (Lang::En, Stage::Publicity) => {
            "Once the leadership meeting has approved them, the proposed grades are on public notice for the working days that the settings say, before they are settled"
        }
        (Lang::En, Stage::Grades) => "After the public notice: grades and the lists of 优秀 and 表扬 are settled",
        (Lang::En, Stage::Commendation) => {
            "The year's meeting: 优秀, 表扬 and 敬业奉献奖 are commended, with certificates"
        }
    }
}
