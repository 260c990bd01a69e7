//! Every body of the wire, once.

use gridloop_shared::command::{Command, became};
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::deadline::{CalendarYear, ClockRule, Day, DeadlineRules, WorkingCalendar};
use gridloop_shared::model::{
    CaseRow, Category, Community, ContentHash, Department, Directory, Domain, Grant, Grid, Name,
    ObservationPoint, Person, Role, Scope, Term,
};
use gridloop_shared::sync::{
    ApiProblem, Arrival, Code, DeviceState, Entered, GiveBackReply, GiveBackRequest, GivenBack,
    Held, HeldReply, LostChange, LostDocument, PackRef, PackedDocuments, PackedRow, PackedRows,
    PeopleReply, PersonState, ProblemCode, PullReply, PullRow, PushChange, PushReply, PushRequest,
    Regrant, Revoke, Ruling, Seal, SignIn, SignedIn, Verdict,
};

use gridloop_shared::workflow::ClockKind;

use super::case::{act, at, case, document, worker};
use super::commands::commands;
use super::{cbor, json};

fn seal(of: u8) -> Seal {
    Seal::from_bytes([of; 16])
}

fn row() -> CaseRow {
    CaseRow::of(&document().0.case().unwrap(), |step| step.at)
}

pub fn arrival(act: i64) -> Arrival {
    Arrival {
        command: super::case::act(act, Command::Accept).id,
        at: at(act + 10),
    }
}

fn entered() -> Entered {
    Entered {
        document: case(),
        snapshot: document().0.save(),
        row: row(),
        arrivals: vec![arrival(1), arrival(2)],
        seq: 42,
        seal: seal(0x0f).join(seal(0xf1)),
    }
}

fn name(zh: &str, en: &str) -> Name {
    Name {
        zh: zh.into(),
        en: en.into(),
    }
}

fn directory() -> Directory {
    let outline = vec![[121.52, 31.27], [121.53, 31.27], [121.53, 31.28]];
    Directory {
        version: 3,
        subdistrict: "jiangpu".parse().unwrap(),
        name: name("江浦路街道", "Jiangpu Road"),
        communities: vec![Community {
            id: "c01".parse().unwrap(),
            name: name("五环居民区", "Wuhuan"),
            outline: outline.clone(),
        }],
        grids: vec![Grid {
            id: "c01-g1".parse().unwrap(),
            community: "c01".parse().unwrap(),
            name: name("第一网格", "Grid 1"),
            outline,
        }],
        departments: vec![Department {
            id: "repairs".parse().unwrap(),
            name: name("房管所", "Housing"),
        }],
        observation_points: vec![ObservationPoint {
            id: "op1".parse().unwrap(),
            name: name("五环观察点", "Wuhuan point"),
            community: "c01".parse().unwrap(),
        }],
        categories: vec![Category {
            id: "city.garbage".parse().unwrap(),
            domain: Domain::City,
            name: name("暴露垃圾", "Garbage"),
            search: "laji".into(),
            department: None,
            days: 2,
        }],
        people: vec![Person {
            id: "worker".parse().unwrap(),
            name: "张三".into(),
            grants: worker(1).grants,
        }],
        calendar: WorkingCalendar::new(
            9 * 60,
            17 * 60 + 30,
            vec![CalendarYear {
                year: 2026,
                source: "国办发明电〔2025〕7号".into(),
                off: vec![Day::from_civil(2026, 2, 16)],
                on: vec![Day::from_civil(2026, 2, 14)],
            }],
        ),
        deadlines: DeadlineRules {
            clocks: vec![ClockRule {
                clock: ClockKind::HandleAgain,
                term: Term::Days(3),
                categories: [("city.garbage".parse().unwrap(), Term::Minutes(240))].into(),
            }],
            ..DeadlineRules::default()
        },
    }
}

#[test]
fn a_push_and_its_answer() {
    let changes = document().1.into_iter().map(|change| PushChange {
        document: case(),
        bytes: change.bytes,
    });
    cbor(
        "push-request",
        "push-request",
        &PushRequest {
            changes: changes.collect(),
        },
    );
    let dependencies = vec![document().1[0].hash];
    let (seq, at_, seal) = (42, at(11), seal(0x0f));
    let verdicts = vec![
        Verdict::Admitted { seq, at: at_, seal },
        Verdict::Known { seq, at: at_, seal },
        Verdict::Missing { dependencies },
        Verdict::Held {
            code: Code::RoleEnded,
        },
        Verdict::Refused {
            code: Code::OutOfSequence,
        },
    ];
    cbor(
        "push-reply",
        "push-reply",
        &PushReply {
            verdicts,
            now: at(11),
        },
    );
}

#[test]
fn every_code_is_in_the_rules() {
    let stable = [
        Code::Malformed,
        Code::WrongDevice,
        Code::WrongPerson,
        Code::WrongDocument,
        Code::OutOfSequence,
        Code::NotFound,
        Code::NotAllowed,
        Code::Invalid,
        Code::UnknownReference,
        Code::Breaks,
        Code::BuildsOnRefused,
        Code::RoleEnded,
        Code::DeviceRevoked,
        Code::BuildsOnHeld,
        Code::RuledOut,
        Code::AlreadyArrived,
    ];
    let verdicts = stable.map(|code| Verdict::Refused { code }).to_vec();
    cbor(
        "push-reply",
        "codes",
        &PushReply {
            verdicts,
            now: at(11),
        },
    );
}

#[test]
fn pages_of_a_pull() {
    let packs = vec![PackRef {
        rows: ContentHash::of(b"rows"),
        documents: vec![
            ContentHash::of(b"documents 1"),
            ContentHash::of(b"documents 2"),
        ],
        count: 1_000,
        bytes: 500_000,
    }];
    let first = vec![
        PullRow::Begin { lost: false },
        PullRow::Directory {
            directory: Box::new(directory()),
        },
        PullRow::Packs { packs },
        PullRow::Entered(Box::new(entered())),
        PullRow::Complete,
    ];
    let later = vec![
        PullRow::Change {
            document: case(),
            bytes: document().1[1].bytes.clone(),
            arrival: arrival(2),
            seq: 43,
            seal: seal(0xf1),
        },
        PullRow::Left { document: case() },
        PullRow::Ruled {
            command: arrival(2).command,
            taken: false,
            reason: "不在现场".into(),
            act: None,
        },
        PullRow::Ruled {
            command: arrival(2).command,
            taken: false,
            reason: "不在现场".into(),
            act: Some(Box::new(act(
                2,
                Command::Comment {
                    text: "三楼".into(),
                },
            ))),
        },
    ];
    for (name, rows, more) in [("pull-first", first, true), ("pull-later", later, false)] {
        let reply = PullReply {
            rows,
            cursor: "1767225600.0f0f0f0f0f0f0f0f.3.42.f1f1f1f1f1f1f1f1".into(),
            more,
            now: at(12),
        };
        cbor("pull-reply", name, &reply);
    }
}

#[test]
fn what_is_in_packs() {
    let rows = vec![PackedRow {
        row: row(),
        seq: 42,
        arrived: at(11),
    }];
    cbor("packed-rows", "packed-rows", &PackedRows { rows });
    let documents = vec![entered()];
    cbor(
        "packed-documents",
        "packed-documents",
        &PackedDocuments { documents },
    );
}

#[test]
fn what_a_restored_server_is_given_back() {
    let changes = document().1.into_iter().zip([at(11), at(12)]);
    let lost = LostDocument {
        document: case(),
        changes: changes
            .map(|(change, at)| LostChange {
                at,
                bytes: change.bytes,
            })
            .collect(),
        seal: seal(0x0f).join(seal(0xf1)),
    };
    cbor(
        "give-back-request",
        "give-back-request",
        &GiveBackRequest {
            documents: vec![lost],
        },
    );
    let documents = vec![
        GivenBack {
            refused: None,
            entered: Some(Box::new(entered())),
        },
        GivenBack {
            refused: Some(Code::NotAllowed),
            entered: None,
        },
    ];
    cbor(
        "give-back-reply",
        "give-back-reply",
        &GiveBackReply {
            documents,
            now: at(13),
        },
    );
}

#[test]
fn what_waits_for_a_supervisor_and_every_command() {
    let commands = commands();
    for command in &commands {
        let kind = became(command.clone(), "repairs".parse().ok()).unwrap();
        assert_eq!(command.photos(), kind.photos(), "{command:?}");
    }
    let held = commands.into_iter().map(|command| Held {
        hash: ChangeHash::from_bytes([9; 32]),
        document: case(),
        person: worker(1).person,
        device: worker(1).device,
        code: Code::RoleEnded,
        at: at(11),
        act: Some(act(1, command)),
        row: Some(row()),
    });
    cbor(
        "held-reply",
        "held-reply",
        &HeldReply {
            held: held.collect(),
            now: at(12),
        },
    );
    let ruling = Ruling {
        hash: ChangeHash::from_bytes([9; 32]),
        device: worker(1).device,
        take: false,
        reason: "不在现场".into(),
    };
    cbor("ruling", "ruling", &ruling);
}

#[test]
fn signing_in_and_what_goes_wrong() {
    let ask = SignIn {
        user: "wangge".into(),
        password: "…".into(),
        device: worker(1).device,
    };
    json("sign-in", "sign-in", &ask);
    let answer = SignedIn {
        principal: worker(1),
        name: "张三".into(),
        token: Some("opaque".into()),
    };
    json("signed-in", "signed-in", &answer);
    let problem = ApiProblem {
        code: ProblemCode::TooManyTries,
        message: "Too many tries. Wait 30 seconds, then try again.".into(),
        retry_after_s: Some(30),
    };
    json("api-problem", "api-problem", &problem);
}

#[test]
fn every_code_of_a_problem_is_in_the_rules() {
    let stable = [
        ProblemCode::SignedOut,
        ProblemCode::WrongPassword,
        ProblemCode::TooManyTries,
        ProblemCode::DeviceOfAnother,
        ProblemCode::DeviceRevoked,
        ProblemCode::NotFound,
        ProblemCode::BuildsOnHeld,
        ProblemCode::DoesNotFit,
        ProblemCode::BadRequest,
        ProblemCode::WrongProtocol,
        ProblemCode::TooLarge,
        ProblemCode::WrongOffset,
        ProblemCode::HashMismatch,
        ProblemCode::NotAnImage,
        ProblemCode::PhotoNotHereYet,
        ProblemCode::NoThumbnail,
        ProblemCode::TooManyParts,
        ProblemCode::StorageFull,
        ProblemCode::ServerError,
        ProblemCode::Unavailable,
    ];
    json("problem-codes", "problem-codes", &stable.to_vec());
}

#[test]
fn who_may_do_what_and_where() {
    let device = |device: u8, revoked_at| DeviceState {
        id: worker(device).device,
        registered_at: at(1),
        revoked_at,
    };
    let reply = PeopleReply {
        people: vec![PersonState {
            person: worker(1).person,
            name: "张三".into(),
            grants: worker(1).grants,
            devices: vec![device(1, None), device(2, Some(at(5)))],
        }],
    };
    cbor("people-reply", "people-reply", &reply);
    let grant = |role, scope| Grant { role, scope };
    let regrant = Regrant {
        person: worker(1).person,
        grants: vec![
            grant(Role::Supervisor, Scope::Subdistrict),
            grant(
                Role::Committee,
                Scope::Communities(vec!["c01".parse().unwrap()]),
            ),
            grant(
                Role::GridWorker,
                Scope::Grids(vec!["c01-g1".parse().unwrap()]),
            ),
            grant(Role::Handler, Scope::Department("repairs".parse().unwrap())),
            grant(
                Role::Observer,
                Scope::ObservationPoint("op1".parse().unwrap()),
            ),
        ],
    };
    cbor("regrant", "regrant", &regrant);
    let revoke = Revoke {
        device: worker(2).device,
    };
    cbor("revoke", "revoke", &revoke);
}
