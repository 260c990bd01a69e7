//! What stands on a card.

use crate::format::headline;

#[test]
fn a_headline_is_the_heading_the_sentence_or_its_first_clause() {
    assert_eq!(
        headline("垃圾桶满溢：网格巡查发现，桶身已满。请处理。"),
        "垃圾桶满溢"
    );
    assert_eq!(
        headline("楼道堆物堵住消防门，请尽快清理。"),
        "楼道堆物堵住消防门，请尽快清理"
    );
    let long = "楼道里堆了很多杂物，三楼到五楼的消防门都被堵住了，居民多次反映一直没有人来清理";
    assert_eq!(headline(long), "楼道里堆了很多杂物");
    assert_eq!(headline(" \n"), "");
}
