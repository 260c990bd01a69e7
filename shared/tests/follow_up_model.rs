//! The follow-up against a model that knows the domain and not the code: where they disagree, one of them is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::model::{
    Authority, CaseId, CommandId, ContactWay, DepartmentId, DeviceId, FieldName, Fruit,
    MediationLevel, MediationOutcome, Rating, Term, Timestamp,
};
use gridloop_shared::workflow::{
    Assistance, ClockKind, Effect, FollowUp, Step, StepKind, Urgency, fold,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use Place::*;

/// Where a case stands.
#[rustfmt::skip]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    #[default]
    Reported, Returned, Accepted, Dispatched, Handling, Suspended, Handled, Checked, Closed, Rejected, Merged,
}

const EVERYWHERE: &[Place] = &[
    Reported, Returned, Accepted, Dispatched, Handling, Suspended, Handled, Checked, Closed,
    Rejected, Merged,
];
const NOT_ENDED: &[Place] = &[
    Reported, Returned, Accepted, Dispatched, Handling, Suspended, Handled, Checked,
];
const NOT_TURNED_AWAY: &[Place] = &[
    Reported, Returned, Accepted, Dispatched, Handling, Suspended, Handled, Checked, Closed,
];
const ENDED: &[Place] = &[Closed, Rejected, Merged];
/// A department has it.
const HAD: &[Place] = &[Dispatched, Handling, Suspended];
/// Others may assist.
const ASSISTED: &[Place] = &[Dispatched, Handling, Suspended, Handled, Checked];

/// From which places a step leads where, on which condition, and what else it leaves behind.
#[derive(Clone, Copy)]
struct Road {
    name: &'static str,
    from: &'static [Place],
    to: Option<Place>,
    when: fn(&Model, &Act) -> bool,
    then: fn(&mut Model, &Act),
}

const fn stays(name: &'static str, from: &'static [Place]) -> Road {
    Road {
        name,
        from,
        to: None,
        when: |_, _| true,
        then: |_, _| (),
    }
}

const fn moves(name: &'static str, from: &'static [Place], to: Place) -> Road {
    Road {
        to: Some(to),
        ..stays(name, from)
    }
}

impl Road {
    const fn when(self, when: fn(&Model, &Act) -> bool) -> Self {
        Self { when, ..self }
    }

    const fn then(self, then: fn(&mut Model, &Act)) -> Self {
        Self { then, ..self }
    }

    fn is_open(&self, model: &Model, act: &Act) -> bool {
        self.from.contains(&model.place) && (self.when)(model, act)
    }
}

#[rustfmt::skip]
const ROADS: &[Road] = &[
    stays("Reported", &[Reported]).when(|model, _| model.effects.is_empty()),
    moves("Accepted", &[Reported, Returned], Accepted),
    moves("Rejected", &[Reported, Returned], Rejected),
    moves("Returned", &[Reported, Accepted], Returned),
    moves("Resubmitted", &[Returned], Reported),
    moves("Merged", &[Reported, Returned, Accepted], Merged),
    stays("Contacted", NOT_ENDED).then(|model, _| model.contacted = true),
    stays("PassedUp", NOT_ENDED).then(|model, act| model.passed_up = model.passed_up.max(Some(act.pick(&Authority::ALL)))),
    stays("Reminded", NOT_ENDED),
    moves("Dispatched", &[Accepted], Dispatched).then(Model::hand_over),
    moves("Reassigned", HAD, Dispatched).then(Model::hand_over),
    stays("AssistanceCalled", ASSISTED).when(Model::is_elsewhere).then(|model, act| { model.assisting.insert(act.department, false); }),
    stays("AssistanceReleased", ASSISTED).when(Model::owes_a_report).then(|model, act| { model.assisting.remove(&act.department); }),
    stays("Assisted", ASSISTED).when(|model, act| model.assisting.contains_key(&act.department)).then(|model, act| { model.assisting.insert(act.department, true); }),
    stays("HandedBack", ASSISTED).when(Model::owes_a_report).then(|model, act| { model.assisting.remove(&act.department); }),
    moves("HandedBack", &[Dispatched], Accepted).when(Model::is_lead).then(Model::take_away),
    moves("Started", &[Dispatched], Handling).when(Model::is_lead),
    moves("Suspended", &[Handling], Suspended).when(Model::is_lead),
    moves("Resumed", &[Suspended], Handling).when(Model::is_lead),
    stays("ExtensionAsked", HAD).when(Model::is_lead).then(|model, act| model.asked = Some(Term::Days(act.dice.into()))),
    stays("ExtensionGranted", HAD).then(|model, _| model.asked = None),
    stays("ExtensionDeclined", HAD).when(|model, _| model.asked.is_some()).then(|model, _| model.asked = None),
    moves("ReportedBack", &[Handling], Handled).when(Model::is_lead).then(|model, _| model.asked = None),
    moves("CheckPassed", &[Handled], Checked),
    moves("CheckFailed", &[Handled], Handling),
    moves("PartlySolved", &[Handled], Checked).then(|model, act| model.remaining = Some(CaseId::from_bytes([act.dice; 16]))),
    stays("MediationOpened", HAD).when(Model::may_mediate).then(|model, act| model.mediations.push((act.pick(&MediationLevel::ALL), 0, None))),
    stays("MediationHeld", HAD).when(Model::mediates).then(|model, _| model.mediations.last_mut().unwrap().1 += 1),
    stays("MediationEnded", HAD).when(Model::mediates).then(|model, act| model.mediations.last_mut().unwrap().2 = Some(act.pick(&MediationOutcome::ALL))),
    moves("Closed", &[Checked], Closed).when(|model, _| model.assisting.values().all(|has_reported| *has_reported)),
    stays("TakenUp", NOT_TURNED_AWAY).then(|model, act| { model.fruits.push(act.pick(&Fruit::ALL)); model.seen = false; }),
    stays("Rated", &[Closed]).when(|model, _| model.rating.is_none()).then(|model, act| { model.rating = Some(act.pick(&RATINGS)); model.seen = true; }),
    stays("AnswerSeen", ENDED).when(|model, _| !model.seen).then(|model, _| model.seen = true),
    stays("Answered", &[Merged]).then(|model, _| model.seen = false),
    moves("Reopened", ENDED, Accepted).then(Model::take_away),
    stays("Reviewed", EVERYWHERE).when(Model::waits_for_review).then(|model, act| model.reviewed[act.of] = true),
    stays("Commented", EVERYWHERE),
    stays("Corrected", EVERYWHERE),
    stays("Unknown", &[]),
];

/// What cannot be: steps without effect that always take effect, and with effect that never do.
#[rustfmt::skip]
const NEVER: [(&str, bool); 3] = [("Commented", false), ("Corrected", false), ("Unknown", true)];

const DEPARTMENTS: [&str; 3] = ["repairs", "cleaning", "police"];
const RATINGS: [Rating; 3] = [Rating::Satisfied, Rating::Partly, Rating::Not];

/// A step in the model's words. What its kind does not speak of is not read.
#[derive(Clone)]
struct Act {
    name: &'static str,
    department: usize,
    assisting: Vec<usize>,
    /// By which one is told from another of its kind.
    dice: u8,
    /// The place in the list of the step that is reviewed.
    of: usize,
}

impl Act {
    fn pick<T: Copy>(&self, all: &[T]) -> T {
        all[usize::from(self.dice) % all.len()]
    }

    #[rustfmt::skip]
    fn kind(&self) -> StepKind {
        let department = department(self.department);
        let assisting = self.assisting.iter().map(|number| self::department(*number)).collect();
        let (text, photos, term) = ("写明".to_owned(), Vec::new(), Term::Days(self.dice.into()));
        let other = CaseId::from_bytes([9; 16]);
        match self.name {
            "Reported" => StepKind::Reported { photos, follows: None },
            "Accepted" => StepKind::Accepted,
            "Rejected" => StepKind::Rejected { reason: text },
            "Returned" => StepKind::Returned { reason: text },
            "Resubmitted" => StepKind::Resubmitted,
            "Merged" => StepKind::Merged { into: other },
            "Contacted" => StepKind::Contacted { way: ContactWay::Phone, note: text },
            "PassedUp" => StepKind::PassedUp { to: self.pick(&Authority::ALL), reason: text },
            "Reminded" => StepKind::Reminded { clock: ClockKind::HandleAgain, urgency: Urgency::Over },
            "Dispatched" => StepKind::Dispatched { department, assisting, term },
            "Reassigned" => StepKind::Reassigned { department, assisting, term, reason: text },
            "AssistanceCalled" => StepKind::AssistanceCalled { department },
            "AssistanceReleased" => StepKind::AssistanceReleased { department },
            "Assisted" => StepKind::Assisted { department, outcome: text, photos },
            "HandedBack" => StepKind::HandedBack { department, reason: text, suggested: None },
            "Started" => StepKind::Started { department },
            "Suspended" => StepKind::Suspended { department, reason: text },
            "Resumed" => StepKind::Resumed { department },
            "ExtensionAsked" => StepKind::ExtensionAsked { department, term, reason: text },
            "ExtensionGranted" => StepKind::ExtensionGranted { term },
            "ExtensionDeclined" => StepKind::ExtensionDeclined { reason: text },
            "ReportedBack" => StepKind::ReportedBack { department, outcome: text, adoption: None, photos },
            "CheckPassed" => StepKind::CheckPassed { note: text, photos },
            "CheckFailed" => StepKind::CheckFailed { reason: text, photos },
            "PartlySolved" => StepKind::PartlySolved { note: text, photos, remaining: CaseId::from_bytes([self.dice; 16]) },
            "MediationOpened" => StepKind::MediationOpened { level: self.pick(&MediationLevel::ALL) },
            "MediationHeld" => StepKind::MediationHeld { note: text, photos },
            "MediationEnded" => StepKind::MediationEnded { outcome: self.pick(&MediationOutcome::ALL), note: text, photos },
            "Closed" => StepKind::Closed,
            "TakenUp" => StepKind::TakenUp { fruit: self.pick(&Fruit::ALL), title: text },
            "Rated" => StepKind::Rated { rating: self.pick(&RATINGS), comment: text },
            "AnswerSeen" => StepKind::AnswerSeen,
            "Answered" => StepKind::Answered { of: other, outcome: text, adoption: None },
            "Reopened" => StepKind::Reopened { reason: text, photos },
            "Reviewed" => StepKind::Reviewed { step: id(self.of), note: text },
            "Commented" => StepKind::Commented { text },
            "Corrected" => StepKind::Corrected { field: FieldName::Address, value: text },
            "Unknown" => StepKind::Unknown,
            name => panic!("no step is called {name}"),
        }
    }
}

impl std::fmt::Debug for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.kind())
    }
}

fn department(number: usize) -> DepartmentId {
    DEPARTMENTS[number].parse().unwrap()
}

fn number(department: &DepartmentId) -> usize {
    let is_it = |name: &&str| *name == department.as_str();
    DEPARTMENTS.iter().position(is_it).unwrap()
}

fn at(index: usize) -> Timestamp {
    Timestamp::from_millis(1 + i64::try_from(index).unwrap())
}

fn id(index: usize) -> CommandId {
    CommandId::new(at(index), [0; 10])
}

fn steps(acts: &[Act]) -> Vec<Step> {
    let numbered = acts.iter().enumerate();
    numbered
        .map(|(index, act)| Step {
            id: id(index),
            by: "desk".parse().unwrap(),
            device: DeviceId::from_bytes([1; 16]),
            at: at(index),
            kind: act.kind(),
        })
        .collect()
}

/// All that is known of a case.
#[derive(Debug, Default, PartialEq)]
struct Model {
    place: Place,
    lead: Option<usize>,
    /// Each with whether it has reported.
    assisting: BTreeMap<usize, bool>,
    asked: Option<Term>,
    rating: Option<Rating>,
    remaining: Option<CaseId>,
    seen: bool,
    contacted: bool,
    passed_up: Option<Authority>,
    fruits: Vec<Fruit>,
    mediations: Vec<(MediationLevel, u32, Option<MediationOutcome>)>,
    effects: Vec<bool>,
    reviewed: Vec<bool>,
}

impl Model {
    fn road(&self, act: &Act) -> Option<&'static Road> {
        let mut roads = ROADS.iter();
        roads.find(|road| road.name == act.name && road.is_open(self, act))
    }

    fn go(&mut self, act: &Act) {
        let road = self.road(act);
        if let Some(road) = road {
            (road.then)(self, act);
            self.place = road.to.unwrap_or(self.place);
        }
        self.effects.push(road.is_some());
        self.reviewed.push(false);
    }

    fn after(acts: &[Act]) -> Self {
        let mut model = Self::default();
        acts.iter().for_each(|act| model.go(act));
        model
    }

    fn is_lead(&self, act: &Act) -> bool {
        self.lead == Some(act.department)
    }

    fn owes_a_report(&self, act: &Act) -> bool {
        self.assisting.get(&act.department) == Some(&false)
    }

    fn is_elsewhere(&self, act: &Act) -> bool {
        !self.is_lead(act) && !self.assisting.contains_key(&act.department)
    }

    fn may_mediate(&self, act: &Act) -> bool {
        let next = act.pick(&MediationLevel::ALL);
        let last = self.mediations.last();
        last.is_none_or(|(level, _, outcome)| match outcome {
            Some(MediationOutcome::Failed) => next > *level,
            Some(MediationOutcome::Withdrawn) => next >= *level,
            Some(MediationOutcome::Agreed) | None => false,
        })
    }

    fn mediates(&self, _: &Act) -> bool {
        matches!(self.mediations.last(), Some((_, _, None)))
    }

    fn waits_for_review(&self, act: &Act) -> bool {
        self.effects.get(act.of) == Some(&false) && !self.reviewed[act.of]
    }

    fn hand_over(&mut self, act: &Act) {
        let assisting = act.assisting.iter().filter(|it| **it != act.department);
        self.assisting = assisting.map(|it| (*it, false)).collect();
        self.lead = Some(act.department);
        self.asked = None;
    }

    fn take_away(&mut self, _: &Act) {
        self.lead = None;
        self.assisting.clear();
        self.asked = None;
        self.rating = None;
        self.remaining = None;
        self.seen = false;
    }

    /// The same, as the fold tells it.
    fn read(follow_up: &FollowUp) -> Self {
        let stage = format!("{:?}", follow_up.state.stage());
        let mut places = EVERYWHERE.iter().copied();
        let assignment = follow_up.state.assignment();
        let assisting = assignment.map(|it| it.assisting.as_slice());
        let assisting = assisting.unwrap_or_default();
        let reported = |it: &Assistance| (number(&it.department), it.outcome.is_some());
        let assisting_once: BTreeMap<_, _> = assisting.iter().map(reported).collect();
        assert_eq!(assisting_once.len(), assisting.len(), "one assists twice");
        let mediations = follow_up.mediations.iter();
        let effects = follow_up.entries.iter().map(|entry| &entry.effect);
        Self {
            place: places.find(|it| format!("{it:?}") == stage).unwrap(),
            lead: assignment.map(|it| number(&it.department)),
            assisting: assisting_once,
            asked: assignment.and_then(|it| it.asked.as_ref().map(|asked| asked.term)),
            rating: follow_up.state.rating(),
            remaining: follow_up.state.remaining(),
            seen: follow_up.answer_seen,
            contacted: follow_up.contacted.is_some(),
            passed_up: follow_up.passed_up,
            fruits: follow_up.fruits.iter().map(|(fruit, _)| *fruit).collect(),
            mediations: mediations
                .map(|it| (it.level, it.sessions, it.outcome))
                .collect(),
            effects: effects.map(|it| matches!(it, Effect::Effective)).collect(),
            reviewed: follow_up.entries.iter().map(|it| it.reviewed).collect(),
        }
    }
}

/// What brings a case to its end.
#[rustfmt::skip]
const ONWARD: [&str; 10] = [
    "Accepted", "Dispatched", "Started", "Resumed", "Assisted", "ReportedBack", "CheckPassed", "PartlySolved", "Closed", "Rated",
];

/// What is wanted of the next step: that it leads onward, that it takes effect, nothing.
static WISHES: [fn(&Road, &Model, &Act) -> bool; 3] = [
    |road, model, act| ONWARD.contains(&road.name) && road.is_open(model, act),
    |road, model, act| road.is_open(model, act),
    |_, _, _| true,
];

/// A step that grants the wish, or else the next wish.
fn chosen(wish: usize, choice: usize, drawn: &Act, model: &Model) -> Act {
    let turned = |name: &'static str, turn: usize| Act {
        name,
        department: (drawn.department + turn) % DEPARTMENTS.len(),
        of: (model.effects.len() + 2).saturating_sub(drawn.of + turn),
        ..drawn.clone()
    };
    let granting = |grants: &fn(&Road, &Model, &Act) -> bool| -> Vec<Vec<Act>> {
        let all = ROADS.iter().map(|road| {
            let turned = (0..DEPARTMENTS.len()).map(|turn| turned(road.name, turn));
            turned
                .filter(|act| grants(road, model, act))
                .collect::<Vec<_>>()
        });
        all.filter(|acts| !acts.is_empty()).collect()
    };
    let mut all = WISHES[wish..].iter().map(granting);
    let all = all.find(|all| !all.is_empty()).unwrap();
    let acts = &all[choice % all.len()];
    acts[choice / all.len() % acts.len()].clone()
}

/// Lists that begin with the report and mostly go on as a case would.
fn lists() -> impl Strategy<Value = Vec<Act>> {
    let wish = prop_oneof![1 => Just(0_usize), 2 => Just(1_usize), 1 => Just(2_usize)];
    let assisting = prop::collection::vec(0..3_usize, 0..3);
    let drawn = (0..3_usize, assisting, 1..=6_u8, 0..10_usize);
    let drawn = drawn.prop_map(|(department, assisting, dice, of)| Act {
        name: "Reported",
        department,
        assisting,
        dice,
        of,
    });
    let draws = prop::collection::vec((wish, any::<usize>(), drawn), 0..=60);
    draws.prop_map(|draws| {
        let (mut model, mut acts) = (Model::default(), Vec::new());
        for (wish, choice, drawn) in draws {
            let act = match acts.len() {
                0 => drawn,
                _ => chosen(wish, choice, &drawn, &model),
            };
            model.go(&act);
            acts.push(act);
        }
        acts
    })
}

fn told(acts: &[Act], follow_up: &FollowUp) -> String {
    let by_model = Model::after(acts).effects;
    let mut told = String::new();
    for (index, act) in acts.iter().enumerate() {
        let effect = follow_up.entries.get(index).map(|entry| &entry.effect);
        let by_model = by_model[index];
        told += &format!("{index}. {act:?}\n    takes effect: {by_model}; folded: {effect:?}\n");
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fold_tells_what_the_model_tells(acts in lists()) {
        let steps = steps(&acts);
        let follow_up = fold(steps.clone());
        prop_assert!(follow_up.entries.iter().map(|entry| &entry.step).eq(&steps), "the steps are not those written");
        prop_assert_eq!(Model::read(&follow_up), Model::after(&acts), "\nfolded, and by the model, after\n{}", told(&acts, &follow_up));
    }

    #[test]
    fn what_comes_later_changes_no_effect_of_what_came_before(acts in lists()) {
        let whole = fold(steps(&acts));
        for length in 0..=acts.len() {
            let part = fold(steps(&acts[..length]));
            let of_part: Vec<_> = part.entries.iter().map(|entry| &entry.effect).collect();
            let of_whole: Vec<_> = whole.entries.iter().take(length).map(|entry| &entry.effect).collect();
            prop_assert_eq!(of_part, of_whole, "\nthe first {} of\n{}", length, told(&acts, &whole));
        }
    }
}

#[test]
fn lists_reach_every_place_and_make_every_step_with_effect_and_without() {
    let mut runner = TestRunner::deterministic();
    let (mut reached, mut made, mut closed) = (BTreeSet::new(), BTreeSet::new(), 0);
    for _ in 0..800 {
        let acts = lists().new_tree(&mut runner).unwrap().current();
        let (mut model, mut places) = (Model::default(), BTreeSet::new());
        for act in &acts {
            model.go(act);
            places.insert(model.place);
            made.insert((act.name, model.effects.last() == Some(&true)));
        }
        closed += usize::from(places.contains(&Closed));
        reached.extend(places);
    }
    assert_eq!(reached, BTreeSet::from_iter(EVERYWHERE.iter().copied()));
    let names = ROADS.iter().map(|road| road.name);
    let all = names.flat_map(|name| [(name, false), (name, true)]);
    let missing: Vec<_> = all.filter(|it| !made.contains(it)).collect();
    assert_eq!(missing, NEVER);
    assert!(closed >= 200, "closed: {closed} of 800");
}
