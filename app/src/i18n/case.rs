//! The page of one case.

words! {
    case: "事件", "Case";
    case_number(number): "编号 {number}", "No. {number}";
    facts: "基本信息", "Facts";
    follow_up: "流程记录", "Follow-up";
    reporter: "上报人", "Reported by";
    none_given: "未填写", "Not given";
    edit_field(field): "更正{field}", "Correct {field}";
    gone: "这件事已转出", "This case has gone on to others";
    gone_text: "您做的都已送达。它现在由别人办理，不再显示在本机。", "What you did has arrived. Others work on it now, and it is no longer on this device.";
    absent: "这件事不在本机", "This case is not on this phone";
    absent_text: "可能还没有取回，或已不在您的范围内。连上网络后会自动更新。", "It may not have been fetched yet, or is no longer in your area. It comes by itself when there is a network.";
    let_go: "内容暂时不在本机", "Its content is not on this phone now";
    fetch_now: "马上取回", "Fetch it now";
    let_go_text: "为给未送出的内容腾空间，移除了别人已办结的事件。连上网络就会自动取回。", "It made room for unsent work, as an ended case of others. It is fetched again as soon as there is a network.";
    unreadable: "这件事暂时读不出来", "This case cannot be read now";
    unreadable_text: "内容都在，可能是新版本写的。请更新应用。", "It is all still there; a newer version may have written it. Please update the app.";
    written_twice(field): "两人离线修改了同一处：{field}", "Two people changed this offline: {field}";
    both_are_kept: "两个写法都在。请选一个，另一个留在流程记录里。", "Both are kept. Please choose one; the other stays in the record.";
    someone_chooses: "两个写法都在，等上报人或督导选定。", "Both are kept; the reporter or a supervisor will choose.";
    do_it_now: "现在照办", "Do it now";
    leave_it_so: "维持现状", "Leave it as it is";
    as_meant_before: "按此前的派遣改派", "As it was dispatched before";
    use_chosen: "采用所选", "Use the chosen one";
    next_yours(act): "等您{act}", "Your turn: {act}";
    next_accept: "等待督导受理", "Waiting for a supervisor to accept it";
    next_dispatch: "等待督导派遣", "Waiting for a supervisor to dispatch it";
    next_resubmit: "等待上报人补正", "Waiting for the reporter to put it right";
    next_resume(department): "{department}已挂账，期限暂停", "Suspended by {department}; the deadline stands still";
    next_assist(department): "等待{department}反馈协办结果", "Waiting for {department}, which assists";
    next_start(department): "等待{department}开始处置", "Waiting for {department} to start";
    next_report_back(department): "等待{department}反馈处置结果", "Waiting for {department} to report back";
    next_check: "等待现场核查", "Waiting for a check on the spot";
    next_close: "等待督导结案", "Waiting for a supervisor to close it";
    next_rate: "等待上报人评价", "Waiting for the reporter’s rating";
    before: "处置前", "Before";
    after: "处置后", "After";
    look_at_before: "查看处置前照片", "Look at the photo before";
    look_at_after: "查看处置后照片", "Look at the photo after";
    answer: "答复", "Answer";
    set_aside: "您在这台设备上的操作未被接收", "Something you did here was not taken";
    see_details: "查看原因", "See why";
}
