//! Why nothing came of a request, and what to do: whole sentences, for they stand alone on the page.

use super::{Context, Lang};
use crate::{protocol::Failure, roster::Unreadable};

impl Context<'_> {
    /// Why the files can't be read and what to do.
    pub fn unreadable(&self, unreadable: &Unreadable) -> String {
        match (self.lang, unreadable) {
            (Lang::ZhCn, Unreadable::Empty { file }) => format!("“{file}”是空文件，请换一份有内容的花名册。"),
            (Lang::En, Unreadable::Empty { file }) => {
                format!("“{file}” is empty; please choose a roster with something in it.")
            }
        }
    }

    /// Why a request failed and what to do.
    pub fn failure(&self, failure: &Failure) -> String {
        match (self.lang, failure) {
            (_, Failure::Unreadable(unreadable)) => self.unreadable(unreadable),
            (Lang::ZhCn, Failure::NothingLoaded) => "还没有载入花名册，请先选择文件或试用示例。".to_owned(),
            (Lang::ZhCn, Failure::NoSuchPerson) => "载入的花名册中没有此人，请回到名单重新选择。".to_owned(),
            (Lang::ZhCn, Failure::NotWritten(detail)) => {
                format!("结果工作簿没有生成{}，请重新载入花名册后再试。", self.detail(detail))
            }
            (Lang::ZhCn, Failure::BadMessage(detail)) => {
                format!("页面与计算程序对不上{}，请关闭本页后重新打开。", self.detail(detail))
            }
            (Lang::ZhCn, Failure::WorkerDied(detail)) => {
                format!("计算程序意外中断{}，已重新启动，请重新载入花名册。", self.detail(detail))
            }
            (Lang::ZhCn, Failure::Cancelled) => "已取消，需要时请重新载入花名册。".to_owned(),
            (Lang::En, Failure::NothingLoaded) => {
                "No roster is loaded yet; please choose a file or try the sample.".to_owned()
            }
            (Lang::En, Failure::NoSuchPerson) => {
                "The loaded roster has no such person; please choose again from the list.".to_owned()
            }
            (Lang::En, Failure::NotWritten(detail)) => format!(
                "The results workbook couldn't be built{}; please load the roster again and retry.",
                self.detail(detail)
            ),
            (Lang::En, Failure::BadMessage(detail)) => format!(
                "The page and its engine don't understand each other{}; please close the page and open it again.",
                self.detail(detail)
            ),
            (Lang::En, Failure::WorkerDied(detail)) => format!(
                "The engine stopped unexpectedly{} and was started again; please load the roster again.",
                self.detail(detail)
            ),
            (Lang::En, Failure::Cancelled) => "Cancelled; load the roster again when you need it.".to_owned(),
        }
    }

    fn detail(&self, detail: &str) -> String {
        if detail.is_empty() { String::new() } else { self.lang.aside(detail) }
    }
}
