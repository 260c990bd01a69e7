//! Lists of cases.

words! {
    new_answer: "有新答复 ", "New answer ";
    list_of[n]: "事件，共 {n} 件", one "{n} case", many "{n} cases";
    search_cases: "搜索事件", "Search cases";
    search_cases_hint: "地址、内容、编号", "Address, words, number";
    filter: "筛选", "Filter";
    filter_with(count): "筛选，已选 {count} 项", "Filter, {count} chosen";
    all_stages: "全部阶段", "All stages";
    all_categories: "全部类别", "All categories";
    all_communities: "全部居民区", "All communities";
    stage_label: "阶段", "Stage";
    mine_label: "范围", "Whose";
    everybodys: "全部", "All";
    mine: "我上报的", "Reported by me";
    my_department: "本部门", "My department";
    awaiting_me: "待我处理", "Waiting for me";
    without(what): "去掉条件：{what}", "Drop: {what}";
    clear_filters: "清除条件", "Clear all";
    show_n[n]: "显示 {n} 件", one "Show {n} case", many "Show {n} cases";
    to_accept: "件待受理", "to accept";
    to_dispatch: "件待派遣", "to dispatch";
    to_check: "件待核查", "to check";
    to_close: "件待结案", "to close";
    overdue: "件超时", "overdue";
    due_today_count: "件今日到期", "due today";
    overdue_only: "超时", "Overdue";
    due_today_only: "今日到期", "Due today";
    none_match: "没有符合条件的事件", "No case matches";
    none_match_text: "换一个词，或去掉一些条件。", "Try another word, or drop a condition.";
    no_cases: "还没有事件", "No cases yet";
    no_cases_text: "上报的、派给您的都会在这里。", "What is reported or dispatched to you appears here.";
    choose_case: "在左边选一件", "Choose a case on the left";
    choose_case_text: "按 J、K 上下移动，回车打开，? 看全部快捷键。", "J and K move, Enter opens, ? lists all keys.";
}
