//! Me, and this device.

words! {
    roles: "角色", "Roles";
    display: "显示", "Display";
    language: "语言", "Language";
    theme: "外观", "Appearance";
    theme_system: "跟随系统", "System";
    theme_light: "浅色", "Light";
    theme_dark: "深色", "Dark";
    large_text: "大字", "Large text";
    large_text_hint: "放大到 130%", "130 %";
    this_device: "这台设备", "This device";
    storage: "本机存储", "Storage here";
    storage_used(used, quota): "已用 {used}，共 {quota}", "{used} of {quota} used";
    storage_unknown: "浏览器没有告知", "The browser does not say";
    storage_kept: "浏览器承诺保留", "The browser keeps it";
    storage_not_kept: "手机空间不够时，可能被浏览器清除", "The browser may clear it when space is short";
    tab_leader: "由本窗口负责", "By this window";
    tab_follower: "由另一个窗口负责", "By another window";
    tab: "联系服务器", "Contact with the server";
    version: "版本", "Version";
    account: "账号", "Account";
    sign_out: "退出登录", "Sign out";
    sign_out_unsent[n]: "还有 {n} 件没有送出。退出后它们留在本机，等您再次登录时发送。", one "{n} item is not sent. It stays on this phone until you sign in again.", many "{n} items are not sent. They stay on this phone until you sign in again.";
    sign_out_ask: "退出后，再次登录需要网络。", "Signing in again will need a network.";
    sign_out_title: "要退出登录吗？", "Sign out?";
    sign_out_anyway: "仍要退出", "Sign out anyway";
}
