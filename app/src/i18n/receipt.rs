//! Where something is safe.

words! {
    receipt: "送达情况", "Delivery";
    this_phone: "本机", "This phone";
    server: "服务器", "Server";
    taken_on: "受理", "Accepted";
    on_this_phone: "已存本机", "On this phone";
    on_server: "已送达", "Delivered";
    not_taken: "未被接收", "Not taken";
    saved_at(time): "已存 {time}", "Saved {time}";
    waits_for_network: "等待发送", "Waiting to be sent";
    waits_for_sign_in: "重新登录后发送", "Sent once you sign in again";
    waits_for_acceptance: "等待受理", "Waiting for acceptance";
    sent_share(percent): "送出 {percent}%", "{percent}% sent";
}
