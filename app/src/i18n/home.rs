//! Today.

words! {
    waiting_for_me: "待我处理", "Waiting for me";
    none_waiting: "没有等您处理的事件。", "Nothing waits for you.";
    answers: "已有答复", "Answers";
    to_review: "两人同时处理，请确认", "Done by two at once: please review";
    unsent: "未送出", "Not sent yet";
    unsent_refused: "未被接收", "Not taken";
    see_all: "全部", "All";
    report_case: "上报一件", "Report a case";
    no_role_now: "您现在没有职责", "You have no role now";
    no_role_text: "看不到事件，也不能上报。您做过的都在服务器上；请联系街道管理员。", "You see no cases and cannot report. What you did is on the server; please ask your subdistrict’s administrator.";
    home_empty: "今天没有等您处理的事件", "Nothing waits for you today";
    home_empty_text: "新派给您的、有了答复的，都会出现在这里。", "What is sent to you and what is answered appears here.";
}
