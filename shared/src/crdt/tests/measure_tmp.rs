use super::*;
use std::time::Instant;

#[test]
fn measure() {
    let (document, _, founding) = founded();
    let n = 200;
    let t = Instant::now();
    for _ in 0..n { IncomingChange::decode(&founding.bytes).unwrap(); }
    println!("decode founding {:?} ({} bytes)", t.elapsed() / n, founding.bytes.len());
    let t = Instant::now();
    for _ in 0..n { automerge::Change::from_bytes(founding.bytes.clone()).unwrap(); }
    println!("decode by automerge alone {:?}", t.elapsed() / n);
    let mut doc = document.clone();
    let mut next = 1;
    for size in [10, 100, 1000, 3000] {
        let mut last = None;
        let t = Instant::now();
        while next < size {
            let a = act(case_id(), Command::Comment { text: "看过了".into() });
            let writes = crate::command::Writes { founding: None, fields: vec![], step: crate::workflow::Step { id: a.id, by: "worker".parse().unwrap(), device: worker().device, at: a.at, kind: crate::workflow::StepKind::Commented { text: "看过了".into() } } };
            let before = if next + 1 == size { Some(doc.clone()) } else { None };
            last = Some((before, doc.write(&worker(), 0, case_id(), &writes).unwrap()));
            next += 1;
        }
        let grew = t.elapsed();
        let (before, change) = last.unwrap();
        let before = before.unwrap();
        let t = Instant::now(); let incoming = IncomingChange::decode(&change.bytes).unwrap(); let decode = t.elapsed();
        let t = Instant::now(); incoming.fits(&before).unwrap(); let fits = t.elapsed();
        let t = Instant::now(); incoming.read(&before).unwrap(); let read = t.elapsed();
        let t = Instant::now(); let mut after = before.clone(); let clone = t.elapsed();
        let t = Instant::now(); after.apply(&incoming).unwrap(); let apply = t.elapsed();
        let t = Instant::now(); after.case().unwrap(); let case = t.elapsed();
        let t = Instant::now(); let saved = after.save(); let save = t.elapsed();
        let t = Instant::now(); CaseDocument::load(&saved).unwrap(); let load = t.elapsed();
        println!("{size} changes: grew {grew:?} decode {decode:?} fits {fits:?} read {read:?} clone {clone:?} apply {apply:?} case {case:?} save {save:?} load {load:?} saved {}", saved.len());
    }
}
