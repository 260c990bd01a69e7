//! What a device has to do over a line, and what it came to.

use std::time::Duration;

use gridloop_app::records::StoredDocument;
use gridloop_shared::command::{Command, Report};
use gridloop_shared::model::{CaseId, PhotoHash, Source};
use gridloop_shared::sync::PullRow;
use gridloop_tests::{Phone, Program, picture_of_its_own, reference};
use reqwest::Method;
use tokio::time::timeout;

use super::counts::Figures;
use super::line::{Line, Quality};
use super::seed;
use crate::device::Device;
use crate::size::size;

/// Cases of a pack.
const PACK: usize = 1_000;

/// What a device has to do.
pub struct Load {
    /// Reports that wait to be sent.
    reports: usize,
    /// Photos that wait with them, and the bytes of one.
    photos: (usize, usize),
    /// Cases that a new device fetches.
    pub cases: usize,
}

/// What it came to.
pub struct Outcome {
    took: Duration,
    /// Errands that failed.
    pub failures: usize,
    /// What went over the line.
    pub figures: Figures,
}

impl Outcome {
    /// A line for people to read.
    pub fn print(&self, what: &str, line: &str) {
        let Figures {
            carried,
            lost,
            cuts,
            connections,
        } = self.figures;
        let kb = |bytes: usize| bytes.div_ceil(1_000);
        println!(
            "{what:<10} over {line:<16} {:>6.1} s, up {:>5} KB (for nothing {:>4}), down {:>5} KB (for nothing {:>4}), \
             {cuts} cuts, {connections} connections, {} failures",
            self.took.as_secs_f64(),
            kb(carried.up),
            kb(lost.up),
            kb(carried.down),
            kb(lost.down),
            self.failures,
        );
    }

    /// Bytes of what a device asks and hears because something failed and to find out that there is nothing new: the heads of
    /// requests and answers.
    pub const fn overhead(&self) -> usize {
        (self.failures + self.figures.connections) * 2_000
    }
}

impl Load {
    /// As large as this run is.
    pub fn of_this_run() -> Self {
        Self {
            reports: size("REPORTS", 40),
            photos: (size("PHOTOS", 1), size("PHOTO_BYTES", 300_000)),
            cases: size("CASES", 260),
        }
    }

    /// A device with a backlog sends it.
    pub async fn send(&self, quality: Quality) -> Outcome {
        let data = tempfile::tempdir().unwrap();
        let program = Program::start(data.path());
        let server = program.server();
        let phone = Phone::sign_in(&server, "wangge").await;
        let line = Line::to(server.address(), quality, seed()).await;
        let mut device = Device::of(&phone, line.address, seed());
        let (count, bytes) = self.photos;
        let mut photos = Vec::new();
        for report in 0..self.reports {
            let mut report_of = report_of();
            if report < count {
                let file = picture_of_its_own(bytes, u64::try_from(report).unwrap());
                let hash = PhotoHash::of(&file);
                report_of.photos.push(reference(&hash, bytes));
                device.keep(&report_of.photos[0], file.clone()).await;
                photos.push((hash, file));
            }
            let case = device.new_case();
            device.perform(case, Command::Report(report_of)).await;
        }
        let took = gets_through(&mut device).await;
        let outcome = Outcome {
            took,
            failures: device.failures,
            figures: line.counts.figures(),
        };

        let mut desk = Phone::sign_in(&server, "dudao").await;
        desk.pull(&server).await;
        let sent: Vec<CaseId> = ids(&device.documents().await);
        assert_eq!(sent.len(), self.reports);
        assert!(desk.documents.keys().eq(&sent), "the desk has all of them");
        for (hash, file) in photos {
            let request = desk.request(&server, Method::GET, &format!("/api/v1/photos/{hash}"));
            let response = request.send().await.unwrap();
            assert_eq!(response.bytes().await.unwrap(), file);
        }
        outcome
    }

    /// Waits until what there is to fetch is packed, as far as it will be: else one would fetch pages, and the next one packs.
    pub async fn is_packed(&self, program: &Program) {
        let server = program.server();
        let phone = Phone::sign_in(&server, "dudao").await;
        let packs = |row: PullRow| match row {
            PullRow::Packs { packs } => packs.len(),
            _ => 0,
        };
        let full = self.cases / PACK;
        let mut packed = 0;
        while packed < full {
            let (page, _) = phone.pull_once(&server).await;
            packed = page.rows.into_iter().map(packs).sum();
        }
    }

    /// A new device fetches everything.
    pub async fn fetch(&self, program: &Program, quality: Quality) -> Outcome {
        let server = program.server();
        let mut phone = Phone::sign_in(&server, "dudao").await;
        let line = Line::to(server.address(), quality, seed()).await;
        let mut device = Device::of(&phone, line.address, seed());
        let took = gets_through(&mut device).await;
        phone.pull(&server).await;
        let fetched: Vec<CaseId> = ids(&device.documents().await);
        assert_eq!(fetched.len(), self.cases);
        assert!(phone.documents.keys().eq(&fetched), "it has all of them");
        Outcome {
            took,
            failures: device.failures,
            figures: line.counts.figures(),
        }
    }
}

async fn gets_through(device: &mut Device) -> Duration {
    let longest = Duration::from_secs(size("LONGEST_S", 110));
    let took = timeout(longest, device.run()).await;
    took.expect("it does not get through")
}

fn ids(documents: &[StoredDocument]) -> Vec<CaseId> {
    let mut ids: Vec<CaseId> = documents.iter().map(|document| document.id).collect();
    ids.sort();
    ids
}

fn report_of() -> Report {
    Report {
        source: Source::Patrol,
        category: "city.stall".parse().unwrap(),
        area: "c05/c05-g1".parse().unwrap(),
        address: "许昌路 12 号".into(),
        position: None,
        description: "占道设摊，非机动车道被占，行人只能走机动车道。".into(),
        photos: vec![],
        follows: None,
    }
}
