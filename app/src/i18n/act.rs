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
    or_until: "或指定到期时间", "Or until";
    until(due): "至 {due}", "until {due}";
    comes_to(due): "按现在算，到 {due}。以服务器收到时起算。", "Counted from now: until {due}. It runs from when the server has it.";
    holidays_unknown: "（跨入的年份还没有录入节假日，只按周末推算）", "(The holidays of that year are not entered yet; only weekends are left out.)";
    work_minutes[n]: "{n} 分钟工作时间", one "{n} working minute", many "{n} working minutes";
    more_time: "延长多久", "How much more time";
    assisting_label: "协办部门（可不选）", "Departments that assist (optional)";
    assisting_hint: "主办部门牵头，协办部门各自反馈；都反馈后才能结案。", "One leads, the others assist and each reports back; the case closes when all have.";
    assisting_department: "协办部门", "Department";
    chosen_count[n]: "已选 {n}", one "{n} chosen", many "{n} chosen";
    reason_hint_return: "写明要补什么、改什么，上报人会看到。", "Say what is to be added or put right; the reporter reads it.";
    reason_hint_reassign: "接手的部门和上报人会看到。", "The department that takes over reads it, and so does the reporter.";
    reason_hint_suspend: "在等什么，预计多久。挂账期间期限暂停。", "What is waited for, and how long it may take. The deadline stands still meanwhile.";
    reason_hint_extension: "为什么来不及。督导同意后才延长。", "Why it cannot be done in time. A supervisor decides.";
    reason_hint_reopen: "哪里没有解决，或有什么新情况。", "What is not solved, or what is new.";
    outcome_hint_assist: "本部门做了什么。", "What your department did.";
    what_was_said: "沟通情况", "What was said";
    what_remains: "还剩什么没有解决", "What is still to be solved";
    what_remains_hint: "会另立一件继续办，和这件互相关联。", "It goes on as a case of its own, linked to this one.";
    mediation_hint: "谁到场，谈了什么。", "Who was there, and what was said.";
    agreement: "协议或结果", "Agreement or outcome";
    agreement_hint: "达成了什么，或为什么没有达成。", "What was agreed, or why nothing was.";
    fruit_title: "名称", "Title";
    fruit_title_hint: "公约或文件的名称，观察员会看到。", "Of the convention or document; the observer reads it.";
    way_label: "联系方式", "How";
    level_label: "由谁调解", "Who mediates";
    mediation_outcome_label: "结果", "Outcome";
    authority_label: "上报给", "To";
    fruit_label: "转化为", "Into";
    other_case: "并入哪一件", "Into which case";
    find_other_case: "查找", "Find";
    find_other_case_hint: "内容、地址或编号", "Words, address or number";
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
            Action::Return => ("退回补正", "Return to reporter"),
            Action::Resubmit => ("补正好了，提交", "It is put right"),
            Action::Contact => ("联系上报人", "Contact the reporter"),
            Action::Dispatch => ("派遣", "Dispatch"),
            Action::Reassign => ("改派", "Reassign"),
            Action::CallAssistance => ("增派协办", "Call to assist"),
            Action::ReleaseAssistance => ("撤销协办", "Release from assisting"),
            Action::Assist => ("反馈协办结果", "Report what we did"),
            Action::Suspend => ("挂账", "Suspend"),
            Action::Resume => ("恢复处置", "Resume work"),
            Action::AskExtension => ("申请延期", "Ask for more time"),
            Action::GrantExtension => ("同意延期", "Give more time"),
            Action::DeclineExtension => ("不同意延期", "Give no more time"),
            Action::PassPartly => ("部分解决", "Partly solved"),
            Action::OpenMediation => ("启动调解", "Open a mediation"),
            Action::HoldMediation => ("记录调解", "Record a mediation"),
            Action::EndMediation => ("结束调解", "End the mediation"),
            Action::PassUp => ("逐级上报", "Pass up"),
            Action::TakeUp => ("转化", "Take into a text"),
            Action::Reopen => ("重开", "Reopen"),
            Action::Merge => ("并案", "Merge"),
            Action::Review => ("确认冲突", "Looked at"),
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
