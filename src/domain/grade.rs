//! The five grades and the three groups that are appraised apart.

use serde::{Deserialize, Serialize};

/// A grade (等次) of the annual appraisal, best first.
///
/// Clause: 四.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// 优秀
    Excellent,
    /// 表扬
    Commended,
    /// 合格
    Qualified,
    /// 基本合格
    BarelyQualified,
    /// 不合格
    Unqualified,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Grade; 5] =
        [Grade::Excellent, Grade::Commended, Grade::Qualified, Grade::BarelyQualified, Grade::Unqualified];

    /// The official term.
    pub const fn term(self) -> &'static str {
        match self {
            Grade::Excellent => "优秀",
            Grade::Commended => "表扬",
            Grade::Qualified => "合格",
            Grade::BarelyQualified => "基本合格",
            Grade::Unqualified => "不合格",
        }
    }

    /// Whether the grade is 基本合格 or 不合格.
    pub const fn is_below_qualified(self) -> bool {
        matches!(self, Grade::BarelyQualified | Grade::Unqualified)
    }

    /// Whether the grade is one that a first review nominates for: 优秀 or 表扬.
    pub const fn is_nomination(self) -> bool {
        matches!(self, Grade::Excellent | Grade::Commended)
    }
}

/// What is known of an earlier year's appraisal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PastGrade {
    /// The grade of that year.
    Grade(Grade),
    /// 未参加: the person wasn't appraised, so that there is no grade to look for.
    NotAppraised,
}

impl PastGrade {
    /// The official term.
    pub const fn term(self) -> &'static str {
        match self {
            PastGrade::Grade(grade) => grade.term(),
            PastGrade::NotAppraised => "未参加",
        }
    }
}

/// The group (岗位类别) in which a person is reviewed first.
///
/// Clause: 五(二), 五(三).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// 大厅服务: staff at the service windows.
    HallService,
    /// 大厅管理: managers of the service hall.
    HallManagement,
    /// 其他科室: staff of the other departments.
    OtherDepartments,
}

impl Category {
    /// All groups, in the order of the notice.
    pub const ALL: [Category; 3] = [Category::HallService, Category::HallManagement, Category::OtherDepartments];

    /// The official term.
    pub const fn term(self) -> &'static str {
        match self {
            Category::HallService => "大厅服务",
            Category::HallManagement => "大厅管理",
            Category::OtherDepartments => "其他科室",
        }
    }
}
