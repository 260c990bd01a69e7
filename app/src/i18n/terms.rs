//! The words of the trade, as `domain.md` has them.

use gridloop_shared::model::{
    Adoption, Authority, ContactWay, Domain, FieldName, Fruit, MediationLevel, MediationOutcome,
    Name, Rating, Role, Source,
};
use gridloop_shared::workflow::{ClockKind, Stage};

use super::{Locale, Words};

words! {
    brand: "网格闭环", "GridLoop";
    colon: "：", ": ";
    comma: "、", ", ";
    grid: "网格", "Grid";
    community: "居民区", "Community";
    whole_subdistrict: "全街道", "Whole subdistrict";
    somebody: "未知人员", "Unknown person";
    something: "未知类别", "Unknown category";
}

impl Words {
    /// The name in this language.
    pub fn name(self, name: &Name) -> String {
        match self.locale {
            Locale::Zh => name.zh.clone(),
            Locale::En => name.en.clone(),
        }
    }

    /// The name of a stage.
    pub const fn stage(self, stage: Stage) -> &'static str {
        let (zh, en) = match stage {
            Stage::Reported => ("已上报", "Reported"),
            Stage::Returned => ("待补正", "To be put right"),
            Stage::Accepted => ("已受理", "Accepted"),
            Stage::Rejected => ("不予受理", "Not accepted"),
            Stage::Merged => ("已并案", "Merged"),
            Stage::Dispatched => ("已派遣", "Dispatched"),
            Stage::Handling => ("处置中", "In work"),
            Stage::Suspended => ("挂账", "Suspended"),
            Stage::Handled => ("待核查", "To check"),
            Stage::Checked => ("已核查", "Checked"),
            Stage::Closed => ("已结案", "Closed"),
        };
        self.either(zh, en)
    }

    /// The name of a role.
    pub const fn role(self, role: Role) -> &'static str {
        let (zh, en) = match role {
            Role::GridWorker => ("网格员", "Grid worker"),
            Role::Observer => ("法治观察员", "Legal observer"),
            Role::Committee => ("居委干部", "Residents’ committee"),
            Role::Handler => ("处置部门", "Department"),
            Role::Supervisor => ("督导", "Supervisor"),
            Role::Admin => ("管理员", "Administrator"),
            Role::System => ("系统", "The system"),
        };
        self.either(zh, en)
    }

    /// The name of a source.
    pub const fn source(self, source: Source) -> &'static str {
        let (zh, en) = match source {
            Source::Patrol => ("网格巡查", "Patrol"),
            Source::Observation => ("法治观察", "Legal observation"),
            Source::Hotline => ("12345 热线", "Hotline 12345"),
            Source::Visit => ("来访", "Visit"),
            Source::Enterprise => ("企业服务", "Business service"),
        };
        self.either(zh, en)
    }

    /// The name of a domain.
    pub const fn domain(self, domain: Domain) -> &'static str {
        let (zh, en) = match domain {
            Domain::Party => ("党建引领", "Party building"),
            Domain::Business => ("优化营商", "Business"),
            Domain::City => ("城市管理", "City management"),
            Domain::Safety => ("公共安全", "Public safety"),
            Domain::Livelihood => ("民生服务", "Livelihood"),
            Domain::RuleOfLaw => ("法治建议", "Rule of law"),
        };
        self.either(zh, en)
    }

    /// The name of a rating.
    pub const fn rating(self, rating: Rating) -> &'static str {
        let (zh, en) = match rating {
            Rating::Satisfied => ("满意", "Satisfied"),
            Rating::Partly => ("部分满意", "Partly"),
            Rating::Not => ("不满意", "Not satisfied"),
        };
        self.either(zh, en)
    }

    /// What became of an observation.
    pub const fn adoption(self, adoption: Adoption) -> &'static str {
        let (zh, en) = match adoption {
            Adoption::Adopted => ("采纳", "Adopted"),
            Adoption::PartlyAdopted => ("部分采纳", "Partly adopted"),
            Adoption::Declined => ("未采纳", "Declined"),
        };
        self.either(zh, en)
    }

    /// How a reporter was reached.
    pub const fn contact_way(self, way: ContactWay) -> &'static str {
        let (zh, en) = match way {
            ContactWay::Phone => ("电话", "By phone"),
            ContactWay::Visit => ("上门", "In person"),
            ContactWay::Message => ("短信", "By message"),
        };
        self.either(zh, en)
    }

    /// Who mediates.
    pub const fn mediation_level(self, level: MediationLevel) -> &'static str {
        let (zh, en) = match level {
            MediationLevel::Community => ("居民区调解", "Community mediation"),
            MediationLevel::Subdistrict => ("街道调解", "Subdistrict mediation"),
        };
        self.either(zh, en)
    }

    /// How a mediation ended.
    pub const fn mediation_outcome(self, outcome: MediationOutcome) -> &'static str {
        let (zh, en) = match outcome {
            MediationOutcome::Agreed => ("达成协议", "Agreed"),
            MediationOutcome::Failed => ("未达成", "Not agreed"),
            MediationOutcome::Withdrawn => ("撤回", "Withdrawn"),
        };
        self.either(zh, en)
    }

    /// To whom an observation is passed up.
    pub const fn authority(self, authority: Authority) -> &'static str {
        let (zh, en) = match authority {
            Authority::District => ("区级", "District"),
            Authority::City => ("市级", "City"),
        };
        self.either(zh, en)
    }

    /// What an observation was taken into.
    pub const fn fruit(self, fruit: Fruit) -> &'static str {
        let (zh, en) = match fruit {
            Fruit::Convention => ("公约", "Convention"),
            Fruit::Policy => ("政策文件", "Policy"),
        };
        self.either(zh, en)
    }

    /// What a deadline is for.
    pub const fn clock(self, clock: ClockKind) -> &'static str {
        let (zh, en) = match clock {
            ClockKind::Contact => ("先行联系", "First contact"),
            ClockKind::Resubmit => ("补正", "Putting right"),
            ClockKind::Accept => ("受理", "Accepting"),
            ClockKind::Dispatch => ("派遣", "Dispatching"),
            ClockKind::Start => ("开始处置", "Starting"),
            ClockKind::Handle => ("处置", "Handling"),
            ClockKind::HandleAgain => ("二次处置", "Second handling"),
            ClockKind::Check => ("核查", "Checking"),
            ClockKind::Close => ("结案", "Closing"),
        };
        self.either(zh, en)
    }

    /// The name of a field.
    pub const fn field(self, field: FieldName) -> &'static str {
        let (zh, en) = match field {
            FieldName::Category => ("类别", "Category"),
            FieldName::Area => ("所在网格", "Community and grid"),
            FieldName::Address => ("地址", "Address"),
            FieldName::Position => ("定位", "Position"),
            FieldName::Description => ("情况", "Description"),
        };
        self.either(zh, en)
    }

    pub(super) const fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.locale {
            Locale::Zh => zh,
            Locale::En => en,
        }
    }
}
