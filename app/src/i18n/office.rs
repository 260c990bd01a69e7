//! Offices: deciding on what is held, and who may do what on which devices.

use gridloop_shared::sync::Code;

use super::Words;
use crate::core::OfficeProblem;

words! {
    held: "待裁定", "To decide";
    held_count[n]: " {n} 件待裁定", one " {n} item to decide", many " {n} items to decide";
    held_none: "没有待裁定的操作", "Nothing to decide";
    held_none_text: "职责结束或设备停用以后才送到的操作会在这里，由您决定是否采纳。", "What arrives after a role has ended or a device was revoked comes here for you to decide.";
    held_more[n]: "再显示一些（还有 {n} 件）", one "Show more ({n} left)", many "Show more ({n} left)";
    needs_network: "这一页需要网络", "This page needs the network";
    try_again: "再试一次", "Try again";
    founds_case: "新上报", "New report";
    held_arrived_at_once(time): "送达 {time}", "arrived {time}";
    held_arrived(time, span): "送达 {time}，晚 {span}", "arrived {time}, {span} later";
    held_arrived_fast(time, span): "送达 {time}，手机快 {span}", "arrived {time}; phone {span} fast";
    on_device(device): "设备 {device}", "Device {device}";
    held_together[n]: "连同后面 {n} 步一起裁定", one "Decided with the {n} step that builds on it", many "Decided with the {n} steps that build on it";
    take: "采纳", "Admit";
    take_not: "不采纳", "Refuse";
    taken: "已采纳，大家都能看到了", "Admitted; everybody sees it now";
    taken_not: "已答复不采纳，内容退回本人", "Refused; its author reads your words";
    take_hint: "采纳后按本人当时写的进入流程。", "It enters the record as its author wrote it.";
    take_not_hint: "会原样告诉本人，请写清楚。", "Its author reads it as you write it.";
    to_author: "给本人的话", "Words to its author";
    held_gone: "已有人裁定过，列表已更新。", "Somebody has decided already; the list is up to date again.";
    people: "人员和设备", "People and devices";
    people_short: "人员", "People";
    search_people: "按姓名查找", "Search by name";
    nobody_found: "没有这个名字", "Nobody of this name";
    no_roles: "没有职责", "No roles";
    devices_count[n]: "{n} 台设备", one "{n} device", many "{n} devices";
    no_devices: "还没有登录过", "Has not signed in yet";
    device_since(time): "{time} 起使用", "Since {time}";
    device_revoked_since(time): "{time} 已停用", "Revoked {time}";
    this_one: "本机", "This one";
    revoke: "停用", "Revoke";
    revoke_title: "要停用这台设备吗？", "Revoke this device?";
    revoke_text(name, device): "{name} 的设备 {device} 下次联网时锁定，并清除本机内容。没有送出的会交给督导裁定，不会丢。停用后不能恢复，{name} 可在其他设备上登录。", "{name}’s device {device} is locked and cleared at its next contact. What it has not sent is held for a supervisor and not lost. This cannot be undone; {name} can sign in on another device.";
    revoked_done: "已停用", "Revoked";
    change_roles: "调整职责", "Change roles";
    change_roles_of(name): "{name} 的职责", "Roles of {name}";
    change_roles_hint: "从保存时起生效。之前做的如果以后才送到，交给督导裁定，不会丢。", "Holds from now on. What they did before and arrives later is held for a supervisor and not lost.";
    add_role: "再加一项职责", "Another role";
    add: "加上", "Add";
    whole_community: "整个居民区", "The whole community";
    observation_point: "观察点", "Observation point";
    department: "部门", "Department";
    role_not_added: "新职责还没有加上。请按“加上”，或改回“请选择”。", "The new role is not added yet. Add it, or choose no role.";
    ends_all: "去掉全部职责？", "Take all roles?";
    ends_all_text: "保存后，此人不能上报，也看不到事件。没有送出的交给督导裁定，不会丢。", "They can then report nothing and see no case. What they have not sent is held for a supervisor and not lost.";
    ends_all_save: "去掉并保存", "Take them";
    roles_saved: "职责已调整", "Roles changed";
    remove_role(role): "去掉：{role}", "Remove: {role}";
}

impl Words {
    /// Why an act waits for a supervisor.
    pub const fn held_why(self, code: Code) -> &'static str {
        let (zh, en) = match code {
            Code::RoleEnded => (
                "送达时，这项职责已经结束。",
                "The role had ended when it arrived.",
            ),
            Code::DeviceRevoked => (
                "送达时，这台设备已经停用。",
                "The device had been revoked when it arrived.",
            ),
            Code::BuildsOnHeld => (
                "它之前的一步还没有裁定。",
                "A step before it is not decided yet.",
            ),
            _ => ("需要您决定。", "It is for you to decide."),
        };
        self.either(zh, en)
    }

    /// Why an office was not carried out.
    pub const fn office_problem(self, problem: OfficeProblem) -> &'static str {
        match problem {
            OfficeProblem::Gone => self.held_gone(),
            OfficeProblem::Invalid => self.either(
                "服务器不接受，没有改动。",
                "The server does not take this; nothing was changed.",
            ),
            OfficeProblem::BuildsOnHeld => self.either(
                "它接着另一项待裁定的操作，请先裁定那一项。没有改动。",
                "It builds on something else to decide. Decide on that first; nothing was changed.",
            ),
            OfficeProblem::DoesNotFit => self.either(
                "它与事件现在的情况接不上，已不能采纳。请选择不采纳，并告诉本人原因。",
                "It does not fit the case any more and cannot be admitted. Refuse it, and tell its author why.",
            ),
            OfficeProblem::SignedOut => self.either(
                "请先重新登录。没有改动。",
                "Please sign in again first. Nothing was changed.",
            ),
            OfficeProblem::Server(trouble) => self.trouble(trouble),
        }
    }
}
