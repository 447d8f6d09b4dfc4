//! The timetable in words.

use super::Lang;
use crate::notice::Stage;

/// A stage's name.
pub const fn stage_title(lang: Lang, stage: Stage) -> &'static str {
    match (lang, stage) {
        (Lang::ZhCn, Stage::Plan) => "前期准备",
        (Lang::ZhCn, Stage::SelfAppraisal) => "工作人员自评",
        (Lang::ZhCn, Stage::Ballots) => "初评和民主测评",
        (Lang::ZhCn, Stage::Publicity) => "公示",
        (Lang::ZhCn, Stage::Grades) => "等次评定",
        (Lang::ZhCn, Stage::Commendation) => "总结表彰",
        (Lang::En, Stage::Plan) => "Preparation",
        (Lang::En, Stage::SelfAppraisal) => "Self-appraisal",
        (Lang::En, Stage::Ballots) => "First review and ballots",
        (Lang::En, Stage::Publicity) => "Publicity 公示",
        (Lang::En, Stage::Grades) => "Grades settled",
        (Lang::En, Stage::Commendation) => "Commendation",
    }
}

/// What is to be done by its date.
pub const fn stage_what(lang: Lang, stage: Stage) -> &'static str {
    match (lang, stage) {
        (Lang::ZhCn, Stage::Plan) => "拟定考核方案，布置考核工作",
        (Lang::ZhCn, Stage::SelfAppraisal) => "本人撰写总结，填写登记表",
        (Lang::ZhCn, Stage::Ballots) => "各科室初评并推荐，推优人员和管理人员述职、民主测评",
        (Lang::ZhCn, Stage::Publicity) => "等次建议经会议审议通过后公示，在等次评定之前满规定的工作日",
        (Lang::ZhCn, Stage::Grades) => "公示结束，确定等次和优秀、表扬名单",
        (Lang::ZhCn, Stage::Commendation) => "召开总结会，表彰优秀、表扬和敬业奉献，颁发证书",
        (Lang::En, Stage::Plan) => "The plan is drawn up and the work given out",
        (Lang::En, Stage::SelfAppraisal) => "Everyone writes a summary and fills in the form",
        (Lang::En, Stage::Ballots) => {
            "Departments review and nominate; nominees and managers report and are rated by ballot"
        }
        (Lang::En, Stage::Publicity) => {
            "After the meeting the proposed grades are published, for the set working days, before they are settled"
        }
        (Lang::En, Stage::Grades) => "Publicity is over: grades and the lists of 优秀 and 表扬 are settled",
        (Lang::En, Stage::Commendation) => "The year's meeting: 优秀, 表扬 and dedication are commended",
    }
}
