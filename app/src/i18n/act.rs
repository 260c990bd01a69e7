//! Acts: their buttons, their forms, what is said when they are done.

use gridloop_shared::policy::Action;

use super::Words;

words! {
    reason: "原因", "Reason";
    reason_hint_reject: "会原样告诉上报人，请写清楚。", "The reporter reads it as you write it.";
    reason_hint_back: "说明为什么不归本部门。", "Say why it is not your department’s.";
    reason_hint_fail: "哪里还没有解决。", "What is not solved yet.";
    suggested: "建议由谁处置", "Who should have it";
    dispatch_to: "派给", "To";
    due: "处置期限", "Until";
    due_hint: "按类别的工作日预填，只跳过周末，法定假日请自行调整。", "Filled in from the category’s working days; weekends only, so mind public holidays.";
    work_days[n]: "{n} 个工作日", one "{n} working day", many "{n} working days";
    due_past: "期限已经过去，请选以后的时间。", "This is in the past; please choose a later time.";
    outcome: "处置结果", "What was done";
    outcome_hint: "做了什么，现在怎样。上报人会看到。", "What was done and how it is now. The reporter sees it.";
    adoption_label: "对建议的答复", "Answer to the suggestion";
    note: "现场情况", "On the spot";
    comment_words: "想说的话", "In your words";
    comment_box: "备注", "Comment";
    comment_hint: "经办人和上报人都能看到。", "Everyone on this case can read it.";
    leave_comment: "写入备注", "Add the comment";
    how_was_it: "处理结果满意吗？", "Are you satisfied with the outcome?";
    choose_rating: "请选一个。", "Please choose one.";
    correct_field(field): "更正：{field}", "Correct: {field}";
}

impl Words {
    /// What its button says.
    pub const fn action(self, action: Action) -> &'static str {
        let (zh, en) = match action {
            Action::Accept => ("受理", "Accept"),
            Action::Reject => ("不予受理", "Do not accept"),
            Action::Dispatch => ("派遣", "Dispatch"),
            Action::HandBack => ("退单", "Hand back"),
            Action::Start => ("开始处置", "Start work"),
            Action::ReportBack => ("反馈处置结果", "Report back"),
            Action::PassCheck => ("核查通过", "Check passed"),
            Action::FailCheck => ("核查不通过", "Check failed"),
            Action::Close => ("结案", "Close the case"),
            Action::Rate => ("评价", "Rate"),
            Action::Comment => ("备注", "Comment"),
            Action::Correct => ("更正", "Correct"),
            _ => ("办理", "Do"),
        };
        self.either(zh, en)
    }

    /// What is said when it is done.
    pub const fn action_done(self, action: Action) -> &'static str {
        let (zh, en) = match action {
            Action::Accept => ("已受理，已存本机", "Accepted; saved on this phone"),
            Action::Reject => ("已答复不予受理，已存本机", "Answered; saved on this phone"),
            Action::Dispatch => ("已派遣，已存本机", "Dispatched; saved on this phone"),
            Action::HandBack => ("已退单，已存本机", "Handed back; saved on this phone"),
            Action::Start => ("已开始处置，已存本机", "Started; saved on this phone"),
            Action::ReportBack => ("已反馈，已存本机", "Reported back; saved on this phone"),
            Action::PassCheck => ("核查通过，已存本机", "Check passed; saved on this phone"),
            Action::FailCheck => (
                "已退回处置，已存本机",
                "Sent back to work; saved on this phone",
            ),
            Action::Close => ("已结案，已存本机", "Closed; saved on this phone"),
            Action::Rate => ("谢谢您的评价，已存本机", "Thank you; saved on this phone"),
            Action::Comment => ("备注已存本机", "Comment saved on this phone"),
            Action::Correct => ("更正已存本机", "Correction saved on this phone"),
            _ => ("已存本机", "Saved on this phone"),
        };
        self.either(zh, en)
    }
}
