//! What the follow-up says of each step.

use gridloop_shared::workflow::{ClockKind, Urgency};

use super::Words;

words! {
    did_report: "上报", "reported it";
    did_report_name: "上报", "Report";
    did_accept: "受理", "accepted it";
    did_reject: "不予受理", "did not accept it";
    did_return: "退回补正", "returned it to be put right";
    did_resubmit: "补正后提交", "put it right";
    did_contact(way): "联系上报人（{way}）", "contacted the reporter ({way})";
    did_dispatch(department, term): "派遣给{department}，期限 {term}", "dispatched it to {department}: {term}";
    did_reassign(department, term): "改派给{department}，期限 {term}", "reassigned it to {department}: {term}";
    assisted_by(departments): "协办：{departments}", "Assisting: {departments}";
    did_call_assistance(department): "请{department}协办", "called {department} to assist";
    did_release_assistance(department): "{department}不再协办", "released {department} from assisting";
    did_assist(department): "{department}反馈协办结果", "reported for {department}, which assists";
    did_hand_back(department): "{department}退单", "handed it back for {department}";
    suggests(department): "建议由{department}处置。", "Suggests {department}.";
    did_start: "开始处置", "started work";
    did_suspend: "挂账", "suspended it";
    did_resume: "恢复处置", "resumed work";
    did_ask_extension(term): "申请延期：{term}", "asked for more time: {term}";
    did_grant_extension(term): "同意延期：{term}", "gave more time: {term}";
    did_decline_extension: "不同意延期", "did not give more time";
    did_report_back: "反馈处置结果", "reported back";
    did_pass_check: "核查通过", "checked: solved";
    did_fail_check: "核查不通过，退回处置", "checked: not solved, back to work";
    did_pass_partly(number): "核查：部分解决，余下部分转 {number}", "checked: partly solved; what remains goes on as {number}";
    what_remained_of(number): "由 {number} 余下部分转来", "What remained of {number}";
    did_open_mediation(level): "启动{level}", "opened {level}";
    did_hold_mediation: "组织调解", "held a mediation";
    did_end_mediation(outcome): "调解结束：{outcome}", "ended the mediation: {outcome}";
    did_pass_up(to): "上报{to}", "passed it up to the {to}";
    did_take_up(fruit): "转化为{fruit}", "took it into a {fruit}";
    did_answer(number): "并入的 {number} 已有答复", "answered it by {number}";
    near(clock): "提醒：{clock}即将到期", "reminded: {clock} is nearly due";
    over_time(clock): "提醒：{clock}已超时", "reminded: {clock} is overdue";
    escalated(clock): "{clock}超时，提请督导处理", "{clock} is overdue and was put before a supervisor";
    did_review: "确认冲突", "looked at what had no effect";
    did_close: "结案", "closed it";
    did_rate(rating): "评价：{rating}", "rated it: {rating}";
    did_see_answer: "已查看答复", "saw the answer";
    did_reopen: "重开", "reopened it";
    did_merge(number): "并入 {number}", "merged it into {number}";
    did_comment: "备注", "commented";
    did_correct(field): "更正{field}", "corrected: {field}";
    did_unknown: "新版本的操作", "did something of a newer version";
    not_effective(why): "未生效：{why}", "Without effect: {why}";
    was_at(stage): "当时已是“{stage}”，内容仍在，请督导确认。", "the case was “{stage}” by then. It is kept for a supervisor to see.";
    was_with(department): "当时由{department}处置，内容仍在。", "{department} had the case by then. It is kept.";
    was_awaited(department): "当时{department}还没有反馈协办结果。", "{department}, which assists, had yet to report.";
    was_not_there: "它所针对的内容当时已经不在。", "what it speaks of was not there any more.";
    was_done: "之前已经办过。", "it was done before.";
    was_newer: "由新版本写入，更新后可见。", "a newer version wrote it; update to see it.";
    device_earlier(time, span): "服务器时间。手机时间 {time}，{span}后送达", "server’s time; phone’s time {time}, delivered {span} later";
    device_fast(time, span): "服务器时间。手机时间 {time}，快 {span}", "server’s time; phone’s clock {time}, {span} fast";
}

impl Words {
    /// What a reminder says.
    pub fn reminded(self, clock: ClockKind, urgency: Urgency) -> String {
        let clock = self.clock(clock);
        match urgency {
            Urgency::Near => self.near(&clock),
            Urgency::Over => self.over_time(&clock),
            Urgency::Escalated => self.escalated(&clock),
        }
    }
}
