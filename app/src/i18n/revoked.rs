//! A device that was revoked.

words! {
    revoked_title: "这台设备已停用", "This device was revoked";
    revoked_hands_over: "管理员停用了这台设备。没有送出的内容正在交给督导，交完后从本机清除。请不要关闭本页。", "The administrator has revoked this device. What was not sent is being handed to a supervisor; then it is cleared from this device. Please leave this page open.";
    handing_over: "移交进度", "Handing over";
    handed_over_of(done, most): "已移交 {done} / {most} 件", "{done} of {most} handed over";
    hand_over_goes: "正在移交…", "Handing over…";
    hand_over_offline: "没有网络。连上后自动继续，未移交的仍存在本机。", "No network. It goes on by itself; what is not handed over is still here.";
    hand_over_trouble: "服务器暂时不可用，稍后自动继续，未移交的仍存在本机。", "The server is out of order and this goes on later by itself; what is not handed over is still here.";
    hand_over_sign_in: "这台设备已停用，还有内容没有移交。请再登录一次，移交后会从本机清除。", "This device was revoked, and something on it is not handed over. Please sign in once more; it is then handed over and cleared.";
    handed_nothing: "您的记录都已在服务器上，没有需要移交的。", "All your records were on the server; there was nothing to hand over.";
    handed_acts[n]: "没有送出的 {n} 件已交给督导决定，没有丢。", one "{n} item that was not sent is with a supervisor now; nothing is lost.", many "{n} items that were not sent are with a supervisor now; nothing is lost.";
    handed_left[n]: "另有 {n} 件服务器不能接收，请告诉管理员。", one "The server could not take {n} more; please tell the administrator.", many "The server could not take {n} more; please tell the administrator.";
    locked_text: "事件、照片、草稿都已从本机清除。", "Cases, photos and drafts are gone from this device.";
    locked_what_to_do: "有疑问请联系街道管理员。要继续工作，请在许可使用的设备上登录。", "Call the administrator if this is wrong. To go on working, sign in on a device that is allowed.";
}
