//! Me, and this device.

use super::Words;
use crate::core::{BroughtIn, Happened, ImportProblem, ParcelProblem, StorageProblem};

words! {
    roles: "角色", "Roles";
    display: "显示", "Display";
    language: "语言", "Language";
    theme: "外观", "Appearance";
    theme_system: "跟随系统", "System";
    theme_light: "浅色", "Light";
    theme_dark: "深色", "Dark";
    large_text: "大字", "Large text";
    large_text_hint: "放大到 130%", "130 %";
    this_device: "这台设备", "This device";
    storage: "本机存储", "Storage here";
    storage_used(used, quota): "已用 {used}，共 {quota}", "{used} of {quota} used";
    storage_unknown: "浏览器没有告知", "The browser does not say";
    storage_kept: "浏览器承诺保留", "The browser keeps it";
    storage_not_kept: "手机空间不够时，可能被浏览器清除", "The browser may clear it when space is short";
    ask_to_keep: "请浏览器保留数据", "Ask the browser to keep it";
    ask_to_keep_hint: "把应用添加到主屏幕，浏览器更容易同意", "More likely once the app is on the home screen";
    import_unsent: "导入未送出的内容", "Take in unsent work";
    import_hint: "选择在另一台设备上导出的文件", "Choose the file saved on your other device";
    importing: "正在导入…", "Taking it in…";
    import_done: "导入完成", "Taken in";
    import_again[n]: "{n} 条会从本机送出。", one "{n} item goes out from this phone.", many "{n} items go out from this phone.";
    import_known[n]: "{n} 条本来就有，没有重复。", one "{n} item was here already.", many "{n} items were here already.";
    import_aside[n]: "{n} 条放在“送达情况”里，请逐条查看。", one "{n} item is under Delivery for you to look at.", many "{n} items are under Delivery for you to look at.";
    import_photos[n]: "照片 {n} 张。", one "{n} photo.", many "{n} photos.";
    import_failed: "没有导入", "Not taken in";
    import_too_large: "文件太大，没有导入。请在原来的设备上联网送出。", "The file is too large; nothing was taken in. Please let the other device send it.";
    import_not_ours: "这不是导出的文件，或文件不完整。没有导入任何内容，请重新导出再试。", "This is no exported file, or not all of it. Nothing was taken in; please export it again.";
    import_newer: "这个文件由新版本导出。没有导入任何内容，请先更新应用。", "A newer version of the app wrote this file. Nothing was taken in; please update the app first.";
    import_other_person: "这是其他人的内容。没有导入任何内容，请由本人登录后导入。", "This is another person’s work. Nothing was taken in; that person has to sign in and do it.";
    import_other_subdistrict: "这是其他街道的内容，没有导入。", "This is another subdistrict’s work. Nothing was taken in.";
    import_damaged: "文件里有照片损坏。没有导入任何内容，请重新导出再试。", "A photo in the file is damaged. Nothing was taken in; please export it again.";
    import_fetching: "事件还没有取完，没有导入。请等取完再试。", "The cases are still being fetched, so nothing was taken in. Please try again when they are here.";
    import_stopped: "空间不够，只导入了一部分。清理空间后再选同一个文件，不会重复。", "Only part of it was taken in: no space left. Free some and choose the same file again; nothing doubles.";
    device_log: "本机记事", "What happened here";
    log_cleared: "浏览器清除过本机数据。已送达的已重新取回，当时未送出的可能丢失。", "The browser had cleared what was stored. What had arrived was fetched again; what had not been sent may be lost.";
    log_unreadable[n]: "{n} 条记录读不出来，原样留在本机。", one "{n} record could not be read and was left as it is.", many "{n} records could not be read and were left as they are.";
    log_made_room(photos, cases): "空间不够，移除了已送达的照片 {photos} 张、别人已办结的事件 {cases} 件，需要时会重新取回。", "Short of space: {photos} delivered photos and {cases} ended cases of others were let go. They are fetched again when needed.";
    log_brought_in[n]: "从另一台设备导入 {n} 条。", one "{n} item came from another device.", many "{n} items came from another device.";
    log_left_unsent[n]: "退出登录时有 {n} 件未送出，留在本机。", one "{n} item was unsent at sign-out and was kept here.", many "{n} items were unsent at sign-out and were kept here.";
    tab_leader: "由本窗口负责", "By this window";
    tab_follower: "由另一个窗口负责", "By another window";
    tab: "联系服务器", "Contact with the server";
    version: "版本", "Version";
    account: "账号", "Account";
    sign_out: "退出登录", "Sign out";
    sign_out_unsent[n]: "还有 {n} 件没有送出。退出后它们留在本机，等您再次登录时发送；再次登录需要网络。要换设备，请先导出为文件。", one "{n} item is not sent. It stays on this phone until you sign in again, which needs a network. To go on with another device, save it as a file first.", many "{n} items are not sent. They stay on this phone until you sign in again, which needs a network. To go on with another device, save them as a file first.";
    sign_out_ask: "退出后，再次登录需要网络。", "Signing in again will need a network.";
    sign_out_title: "要退出登录吗？", "Sign out?";
    sign_out_anyway: "仍要退出", "Sign out anyway";
}

impl Words {
    /// What became of a file that was taken in.
    pub fn brought_in(self, came: BroughtIn) -> String {
        let parts = [
            (came.done, self.import_again(came.done)),
            (came.photos, self.import_photos(came.photos)),
            (came.known, self.import_known(came.known)),
            (came.aside, self.import_aside(came.aside)),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, text)| text)
            .collect();
        said.join(" ")
    }

    /// Why a file was not taken in.
    pub const fn import_problem(self, problem: &ImportProblem) -> &'static str {
        match problem {
            ImportProblem::StillFetching => self.import_fetching(),
            ImportProblem::Storage(StorageProblem::Full) => self.import_stopped(),
            ImportProblem::Storage(problem) => self.storage_problem(problem),
            ImportProblem::Parcel(problem) => match problem {
                ParcelProblem::TooLarge => self.import_too_large(),
                ParcelProblem::NotOurs => self.import_not_ours(),
                ParcelProblem::Newer => self.import_newer(),
                ParcelProblem::OtherPerson => self.import_other_person(),
                ParcelProblem::OtherSubdistrict => self.import_other_subdistrict(),
                ParcelProblem::DamagedPhoto => self.import_damaged(),
            },
        }
    }

    /// What happened to this device.
    pub fn happened(self, what: Happened) -> String {
        match what {
            Happened::Cleared => self.log_cleared().to_owned(),
            Happened::Unreadable(count) => self.log_unreadable(count),
            Happened::MadeRoom { photos, cases } => self.log_made_room(&photos, &cases),
            Happened::BroughtIn(count) => self.log_brought_in(count),
            Happened::LeftUnsent(count) => self.log_left_unsent(count),
        }
    }
}
