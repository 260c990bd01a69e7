//! What the follow-up says of each step.

words! {
    did_report: "上报", "reported it";
    did_report_name: "上报", "Report";
    did_accept: "受理", "accepted it";
    did_reject: "不予受理", "did not accept it";
    did_dispatch(department, due): "派遣给{department}，期限 {due}", "dispatched it to {department}, until {due}";
    did_hand_back(department): "{department}退单", "handed it back for {department}";
    suggests(department): "建议由{department}处置。", "Suggests {department}.";
    did_start: "开始处置", "started work";
    did_suspend: "挂账", "suspended it";
    did_resume: "恢复处置", "resumed work";
    did_ask_extension(until): "申请延期至 {until}", "asked for time until {until}";
    did_grant_extension(due): "同意延期至 {due}", "gave time until {due}";
    did_report_back: "反馈处置结果", "reported back";
    did_pass_check: "核查通过", "checked: solved";
    did_fail_check: "核查不通过，退回处置", "checked: not solved, back to work";
    did_close: "结案", "closed it";
    did_rate(rating): "评价：{rating}", "rated it: {rating}";
    did_see_answer: "已查看答复", "saw the answer";
    did_reopen: "重开", "reopened it";
    did_merge: "并入另一件", "merged it into another case";
    did_comment: "备注", "commented";
    did_correct(field): "更正{field}", "corrected: {field}";
    did_unknown: "新版本的操作", "did something of a newer version";
    not_effective(why): "未生效：{why}", "Without effect: {why}";
    was_at(stage): "当时已是“{stage}”，内容仍在，请督导确认。", "the case was “{stage}” by then. It is kept for a supervisor to see.";
    was_with(department): "当时由{department}处置，内容仍在。", "{department} had the case by then. It is kept.";
    was_done: "之前已经办过。", "it was done before.";
    was_newer: "由新版本写入，更新后可见。", "a newer version wrote it; update to see it.";
    device_earlier(time, span): "服务器时间。手机时间 {time}，{span}后送达", "server’s time; phone’s time {time}, delivered {span} later";
    device_fast(time, span): "服务器时间。手机时间 {time}，快 {span}", "server’s time; phone’s clock {time}, {span} fast";
}
