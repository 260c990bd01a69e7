//! The line of sync, and the list behind it.

use gridloop_shared::sync::Code;

use super::Words;

words! {
    all_sent: "已全部送达", "All delivered";
    waiting[n]: "{n} 件待发送", one "{n} item to send", many "{n} items to send";
    fetching: "正在取回事件…", "Fetching the cases…";
    fetching_here[n]: "正在取回事件，已有 {n} 件", one "Fetching; {n} case so far", many "Fetching; {n} cases so far";
    offline: "离线，可照常记录", "Offline; work goes on";
    offline_waiting[n]: "离线，{n} 件已存本机", one "Offline; {n} item safe on this phone", many "Offline; {n} items safe on this phone";
    not_accepted[n]: "{n} 件未被接收", one "{n} item not taken", many "{n} items not taken";
    server_trouble: "服务器暂时不可用，可照常记录", "Server out of order; work goes on";
    server_trouble_waiting[n]: "服务器暂时不可用，{n} 件已存本机", one "Server out of order; {n} item safe here", many "Server out of order; {n} items safe here";
    signed_out: "需要重新登录，可照常记录", "Sign in again; work goes on";
    signed_out_on_server[n]: "需要重新登录，{n} 件已存本机", one "Sign in again; {n} item safe here", many "Sign in again; {n} items safe here";
    sync_details: "送达情况", "Delivery";
    nothing_waits: "都送到了", "All of it is there";
    nothing_waits_text: "您在这台设备上做的，服务器都已收到。", "The server has received everything you did on this device.";
    try_now: "马上发送", "Send now";
    trying: "正在联系服务器…", "Contacting the server…";
    why_queued: "等待网络，会自动发送。", "Waiting for the network; it goes by itself.";
    why_signed_out: "请重新登录，登录后会自动发送。", "Please sign in again; it then goes by itself.";
    why_sending: "正在发送。", "Being sent.";
    why_photos: "文字已送达，照片还在发送。", "The words are there, the photos are on their way.";
    why_held: "服务器已收到，由督导决定是否接收。决定之前，内容留在这里。", "The server has it, and a supervisor decides whether to take it. Until then it stays here.";
    why_case_gone: "所属事件没有被接收，这一步也没有送出。内容仍在本机。", "Its case was not taken, so this was not sent either. It is still on this phone.";
    why_not_now: "事件已变化，这一步不再适用。内容仍在本机。", "The case has moved on and this no longer applies. It is still on this phone.";
    photos_waiting[n]: "照片 {n} 张。", one "{n} photo.", many "{n} photos.";
    why_not_yours: "这一步现在由其他人员办理，没有送出。内容仍在本机。", "This is for others to do now and was not sent. It is still on this phone.";
    why_invalid: "有一项内容不能用，没有送出。内容仍在本机，请改好再发。", "A value in it cannot be used, so it was not sent. It is still on this phone; please correct it and send it again.";
    why_not_here: "这件事不在本机，没法在这里再办一次。内容仍在本机。", "Its case is not on this phone, so it could not be done again here. What you typed is still on this phone.";
    not_again: "这一步现在不能再办。可以写成备注，或转给督导。", "It cannot be done again now. You can leave it as a comment, or hand it to a supervisor.";
    correct_and_send: "改好再发", "Correct and send again";
    do_again: "再办一次", "Do it again";
    as_comment: "写成备注", "Leave it as a comment";
    hand_over: "转给督导", "Hand to a supervisor";
    copied: "已复制，可以发给督导", "Copied; you can send it to a supervisor";
    not_copied: "没有复制成功。请导出为文件，再发给督导。", "This could not be copied. Please save it as a file and send that to a supervisor.";
    export_one: "导出这一条", "Save this as a file";
    drop_it: "丢弃", "Drop";
    drop_sure: "要丢弃这一条吗？", "Drop this?";
    drop_text: "填写的内容和照片会从本机删除，不能找回。可以先导出。", "What was typed and its photos are deleted here and cannot be brought back. You can save it as a file first.";
    drop_held_text: "督导还没有决定，以后仍可能接收。丢弃后这里不再显示，也不再提醒您。", "A supervisor has not decided and may take it yet. It is no longer shown here, and you are not reminded of it.";
    dropped: "已丢弃", "Dropped";
    replace_sure: "换成这一条？", "Replace what is half filled in?";
    replace_text: "那张表里还有没填完的内容，换成这一条后，没填完的会删除。", "That form holds something unfinished, which is deleted when this takes its place.";
    replace: "换成这一条", "Replace";
    done_again: "这一条上次没有被接收", "This was not taken before";
    done_again_text: "改好后保存，会作为新的一条送出，原来那条同时移出列表。", "Correct it and save: it goes out anew, and the one before leaves the list.";
    export_unsent: "导出为文件", "Save as a file";
    update_needed: "请更新应用，可照常记录", "Please update the app; work goes on";
    update_needed_waiting[n]: "请更新应用，{n} 件已存本机", one "Please update the app; {n} item safe here", many "Please update the app; {n} items safe here";
    look_for_update: "检查更新", "Look for the update";
    looking_for_update: "正在检查新版本…", "Looking for a new version…";
    sign_in_again: "重新登录", "Sign in again";
    code_is(code): "代码 {code}", "Code {code}";
}

impl Words {
    /// Why the server did not take something, and what to do.
    pub const fn code(self, code: Code) -> &'static str {
        match self.explained(code) {
            Some(why) => why,
            None => self.either(
                "服务器没有接收这一步。内容仍在本机，可以再发一次；还是不行，请联系督导，报出下面的代码。",
                "The server did not take this. It is still on this phone; you can send it again. If that does not help, call the supervisor and read out the code below.",
            ),
        }
    }

    /// The same, where there is more to say than the code.
    pub const fn explained(self, code: Code) -> Option<&'static str> {
        let (zh, en) = match code {
            Code::NotAllowed => (
                "这一步现在不归您办理，没有被接收。内容仍在本机，请联系督导。",
                "This is no longer yours to do and was not taken. It is still on this phone; please call the supervisor.",
            ),
            Code::NotFound => (
                "这件事已不在您的范围内，没有被接收。内容仍在本机，请联系督导。",
                "The case is no longer in your area, so this was not taken. It is still on this phone; please call the supervisor.",
            ),
            Code::BuildsOnRefused => (
                "它之前的一步没有被接收，所以也没有接收。内容仍在本机。",
                "A step before it was not taken, so neither was this. It is still on this phone.",
            ),
            Code::RoleEnded => (
                "办这一步时您还有这个职责，送到时已经没有了。已交督导决定，决定之前内容留在这里。",
                "You had this role when you did it, and no longer when it arrived. A supervisor decides; until then it stays here.",
            ),
            Code::DeviceRevoked => (
                "这台设备已停用。这一步已交督导决定。",
                "This device was revoked. A supervisor decides on this.",
            ),
            Code::BuildsOnHeld => (
                "它之前的一步还在等督导决定，会一起决定。",
                "A step before it waits for a supervisor; they are decided together.",
            ),
            Code::RuledOut => (
                "督导没有采纳这一步，原话如下。内容仍在本机。",
                "A supervisor decided against this, in these words. It is still on this phone.",
            ),
            Code::Invalid | Code::UnknownReference => (
                "有一项内容服务器不认得，没有被接收。内容仍在本机，请核对后再办一次。",
                "The server does not know a value in it, so it was not taken. It is still on this phone; please check and do it again.",
            ),
            _ => return None,
        };
        Some(self.either(zh, en))
    }
}
