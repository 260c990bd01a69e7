//! Signing in.

words! {
    sign_in: "登录", "Sign in";
    signing_in: "正在登录…", "Signing in…";
    what_this_is: "把现场看到的记下来，一直跟到办结。没有网络也能用。", "Record what you see on the spot and follow it until it is settled. Works without a network.";
    user: "用户名", "User name";
    password: "密码", "Password";
    user_missing: "请填写用户名。", "Please give your user name.";
    password_missing: "请填写密码。", "Please give your password.";
    wrong_password: "用户名或密码不对。请再试一次；忘记密码请找街道管理员。", "User name or password is wrong. Please try again; if you forgot it, ask the administrator.";
    too_many_tries(span): "试的次数太多了。请 {span} 后再试。", "Too many tries. Please try again in {span}.";
    seconds[n]: "{n} 秒", one "{n} second", many "{n} seconds";
    device_revoked: "这台设备已被停用。本机的内容都在，请联系街道管理员。", "This device was revoked. What is on it stays; please contact the administrator.";
    sign_in_down: "服务器暂时不能用，请稍后再试。", "The server is out of order for now. Please try again later.";
    try_again_now: "现在可以再试了。忘记密码请找街道管理员。", "You can try again now. If you forgot the password, ask the administrator.";
    first_needs_network_foot: "第一次登录需要网络，之后没有网络也能打开。", "The first sign-in needs a network; after that it opens without one.";
    first_needs_network: "第一次登录需要网络。请连上网络再试。", "The first sign-in needs a network. Please connect and try again.";
}
