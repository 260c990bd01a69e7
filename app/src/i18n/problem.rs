//! What did not go: what happened, what is safe, what to do.

use gridloop_shared::command::Refusal;
use gridloop_shared::form::Problem;
use gridloop_shared::workflow::Ineffective;

use super::Words;
use crate::core::{LocateProblem, PerformProblem, PhotoProblem, StorageProblem, Trouble};

words! {
    field_missing: "请填写这一项。", "Please fill this in.";
    too_long[n]: "太长了，最多 {n} 个字。", one "Too long: at most {n} character.", many "Too long: at most {n} characters.";
    too_many[n]: "最多 {n} 个。", one "At most {n}.", many "At most {n}.";
    unreadable_value: "这个内容不能用，请重新填写。", "This cannot be used; please fill it in again.";
    not_yours: "这一步由其他人员办理。没有改动任何内容。", "This is for others to do. Nothing was changed.";
    case_moved_on(stage): "这件事已经是“{stage}”，这一步不再适用。您写的还在，可改为备注。", "The case is now “{stage}”, so this no longer applies. What you wrote is still here; you may leave it as a comment.";
    other_department: "这件事现在由其他部门处置。您写的还在。", "Another department has the case now. What you wrote is still here.";
    others_awaited: "还有协办部门没有反馈。请等待反馈，或先撤销协办。", "A department that assists has yet to report. Please wait, or release it first.";
    nothing_there: "要办理的内容已经不在了，可能别人已经办过。您写的还在。", "What this speaks of is not there any more; somebody may have done it. What you wrote is still here.";
    no_observation: "只有法治观察才这样办理。没有改动任何内容。", "Only a legal observation is handled in this way. Nothing was changed.";
    already_done: "这一步已经办过了。", "This was done before.";
    newer_version: "这是新版本写的内容，请更新后再看。", "A newer version wrote this; please update to see it.";
    storage_full_now: "手机空间不够，没有存下。之前存的都在；请清理空间后再存一次，本页内容不会丢。", "Not saved: no space left. What was saved before is still here; free some space and save again. This page keeps what you typed.";
    storage_blocked: "浏览器不让保存，没有存下。请用普通窗口打开。", "Not saved: the browser keeps nothing here. Please use a normal window.";
    storage_newer: "没有存下：另一个窗口更新了版本，或浏览器清除了本机数据。请先复制写好的文字，再刷新本页。", "Not saved: another window has a newer version, or the browser has cleared this app’s data. Please copy what you wrote, then reload.";
    storage_other_tab: "另一个窗口开着旧版本，没有存下。请关闭它再试。", "Not saved: another window runs an older version. Please close it and try again.";
    storage_signed_out: "已退出登录，没有存下。请重新登录，草稿会恢复。", "Not saved: you are signed out. Sign in again; the draft comes back.";
    storage_failed: "没有存下。之前存的都在，请再试一次。", "Not saved. What was saved before is still here; please try again.";
    case_unreadable: "这件事暂时读不出来，没有改动。请更新应用后再试。", "This case cannot be read here; nothing was changed. Please update the app and try again.";
    photo_not_image: "这个文件不是照片，没有加入。", "This file is not a photo and was not added.";
    photo_too_large: "这张照片太大，手机打不开，没有加入。", "This photo is too large for the phone and was not added.";
    photo_undecodable: "这个浏览器打不开这种照片，没有加入。请直接拍照，或先转成 JPEG。", "This browser cannot open this kind of photo; it was not added. Please take it with the camera, or convert it to JPEG.";
    locate_refused: "没有允许定位。可在下面选择居民区和网格。", "Locating is not allowed. Choose community and grid below.";
    locate_unavailable: "收不到定位信号。可在下面选择居民区和网格。", "No position signal. Choose community and grid below.";
    locate_timed_out: "定位用时太久。可到空旷处再试，或在下面选择。", "Locating took too long. Try again in the open, or choose below.";
    no_network: "没有网络，已存的内容都在本机。请连上网络再试。", "No network; what was saved is on this phone. Please connect and try again.";
    server_slow: "服务器没有及时回应。请稍后再试。", "The server did not answer in time. Please try again later.";
    server_down: "服务器暂时不能用，您的内容都在本机。请稍后再试。", "The server is out of order for now; your work is safe on this phone. Please try again later.";
    not_our_server: "连上的网络需要先登录（例如酒店、商场的无线网）。", "This network wants a log-in of its own first (a hotel’s or a shop’s Wi-Fi).";
    too_old: "这个版本太旧，服务器不再支持。请更新应用，内容都在。", "This version is too old for the server. Please update the app; your work stays.";
    server_busy: "服务器正忙，会自动再试。", "The server is busy; this is tried again by itself.";
    not_understood: "服务器没有看懂请求，请更新应用后再试。", "The server did not understand; please update the app and try again.";
}

impl Words {
    /// What is wrong with a value.
    pub fn problem(self, problem: Problem) -> String {
        match problem {
            Problem::Missing => self.field_missing().to_owned(),
            Problem::TooLong { most } => self.too_long(most),
            Problem::TooMany { most } => self.too_many(most),
            Problem::Unreadable => self.unreadable_value().to_owned(),
        }
    }

    /// Why a step did or does not take effect.
    pub fn ineffective(self, why: &Ineffective) -> String {
        match why {
            Ineffective::WrongStage { stage } => self.case_moved_on(&self.stage(*stage)),
            Ineffective::OtherDepartment { .. } => self.other_department().to_owned(),
            Ineffective::Awaited { .. } => self.others_awaited().to_owned(),
            Ineffective::NothingThere => self.nothing_there().to_owned(),
            Ineffective::AlreadyDone => self.already_done().to_owned(),
            Ineffective::Unknown => self.newer_version().to_owned(),
        }
    }

    /// Why an act was not done.
    pub fn perform_problem(self, problem: &PerformProblem) -> String {
        match problem {
            PerformProblem::Refused(refusal) => self.refusal(refusal),
            PerformProblem::Storage(problem) => self.storage_problem(problem).to_owned(),
            PerformProblem::Unreadable => self.case_unreadable().to_owned(),
        }
    }

    /// Why an act cannot be done.
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Denied(_) => self.not_yours().to_owned(),
            Refusal::NotNow(why) => self.ineffective(why),
            Refusal::NoObservation => self.no_observation().to_owned(),
            Refusal::Invalid { problem, .. } => self.problem(*problem),
        }
    }

    /// Why the device did not keep something.
    pub const fn storage_problem(self, problem: &StorageProblem) -> &'static str {
        match problem {
            StorageProblem::Full => self.storage_full_now(),
            StorageProblem::Blocked => self.storage_blocked(),
            StorageProblem::Newer => self.storage_newer(),
            StorageProblem::OtherTab => self.storage_other_tab(),
            StorageProblem::SignedOut => self.storage_signed_out(),
            StorageProblem::Failed(_) => self.storage_failed(),
        }
    }

    /// Why a file did not become a photo.
    pub const fn photo_problem(self, problem: &PhotoProblem) -> &'static str {
        match problem {
            PhotoProblem::NotAnImage => self.photo_not_image(),
            PhotoProblem::TooLarge(_) => self.photo_too_large(),
            PhotoProblem::Undecodable => self.photo_undecodable(),
            PhotoProblem::Storage(problem) => self.storage_problem(problem),
        }
    }

    /// Why the phone does not know where it is.
    pub fn locate_problem(self, problem: LocateProblem) -> String {
        match problem {
            LocateProblem::Refused => self.locate_refused().to_owned(),
            LocateProblem::Unavailable => self.locate_unavailable().to_owned(),
            LocateProblem::TimedOut => self.locate_timed_out().to_owned(),
            LocateProblem::TooVague(metres) => self.position_vague(&format!("{metres:.0}")),
        }
    }

    /// Why the server was of no use.
    pub const fn trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::NoNetwork => self.no_network(),
            Trouble::Slow => self.server_slow(),
            Trouble::Down => self.server_down(),
            Trouble::Garbage => self.not_our_server(),
            Trouble::TooOld => self.too_old(),
            Trouble::Busy => self.server_busy(),
            Trouble::NotUnderstood => self.not_understood(),
        }
    }
}
