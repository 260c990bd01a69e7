//! Chinese text that compresses as text does: drawn from words, without sentences that come again and again.

use fastrand::Rng;

/// What people of a subdistrict write, two characters a word.
const WORDS: &str = "小区 楼道 堆放 杂物 居民 反映 多次 联系 物业 尚未 处理 垃圾 清运 及时 消防 通道 占用 车辆 停放 充电 电线 飞线 \
    隐患 严重 夜间 噪音 扰民 施工 装修 漏水 墙面 脱落 电梯 故障 加装 业主 意见 分歧 协商 调解 委员 会议 公示 公约 绿化 树枝 \
    遮挡 路灯 损坏 井盖 缺失 积水 下水 堵塞 气味 餐饮 油烟 店招 破损 摊位 占道 经营 劝离 返潮 老人 儿童 安全 护栏 松动 坡道 \
    轮椅 无法 通行 快递 外卖 骑手 电瓶 进楼 抽烟 烟头 宠物 粪便 未牵 绳子 邻居 争吵 报警 民警 到场 登记 走访 告知 书面 整改 \
    期限 复查 拍照 留存 门卫 保安 巡逻 监控 损毁 更换 申请 维修 资金 账目 公开 质疑 选举 换届 程序 投票 签名 委托 规则 违规 \
    搭建 拆除 执法 城管 市场 食品 过期 价格 投诉 收据 退款 合同 纠纷 律师 咨询 援助 材料 社保 医保 窗口 排队 预约 系统 迟缓 \
    老旧 改造 停水 停电 通知 张贴 不清 雨棚 阳台 花盆 坠落 外墙 瓷砖 裂缝 空调 滴水 支架 生锈 地面 沉降 台阶 湿滑 扶手 照明 \
    昏暗 报修 等待 三天 五天 上周 昨晚 今早 下午 门口 转角 北侧 南侧 东门 西门 一楼 二楼 顶层 地下 车库 值班 人员 表示 正在 \
    沟通 希望 尽快 解决 感谢 配合 现场 查看 属实 情况 复杂 涉及 多户 建议 协调 部门 共同 研究 方案 落实 责任 跟进 反馈 结果";

/// Words drawn from a seed.
pub struct Texts {
    words: Vec<&'static str>,
}

impl Texts {
    /// All of them.
    pub fn new() -> Self {
        Self {
            words: WORDS.split_whitespace().collect(),
        }
    }

    /// A text of exactly so many characters, with a comma every few words.
    pub fn text(&self, rng: &mut Rng, characters: usize) -> String {
        let mut text = String::with_capacity(characters.saturating_mul(3));
        let mut left = characters;
        let mut until_comma = rng.usize(3..7);
        while left > 1 {
            let word = rng.choice(&self.words).copied().unwrap_or("情况");
            text.push_str(word);
            left = left.saturating_sub(2);
            until_comma = until_comma.saturating_sub(1);
            if until_comma == 0 && left > 1 {
                text.push('，');
                left = left.saturating_sub(1);
                until_comma = rng.usize(3..7);
            }
        }
        if left == 1 {
            text.push('。');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_length_that_was_asked_for_and_no_two_are_the_same() {
        let texts = Texts::new();
        let mut rng = Rng::with_seed(1);
        let one = texts.text(&mut rng, 180);
        assert_eq!(one.chars().count(), 180);
        assert_ne!(one, texts.text(&mut rng, 180));
        assert!(texts.words.iter().all(|word| word.chars().count() == 2));
    }
}
