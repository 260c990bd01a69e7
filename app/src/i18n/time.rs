//! Times and deadlines.

words! {
    today_at(time): "今天 {time}", "Today {time}";
    yesterday_at(time): "昨天 {time}", "Yesterday {time}";
    tomorrow_at(time): "明天 {time}", "Tomorrow {time}";
    days_ago(count): "{count} 天前", "{count} days ago";
    minutes[n]: "{n} 分钟", one "{n} minute", many "{n} minutes";
    hours[n]: "{n} 小时", one "{n} hour", many "{n} hours";
    days[n]: "{n} 天", one "{n} day", many "{n} days";
    over(span): "超时 {span}", "Over by {span}";
    due_today(time): "今日 {time} 到期", "Due today {time}";
    left(span): "剩 {span}", "{span} left";
}
