//! Shows what the demo holds: photos into a folder, the first cases as text, and how long many cases take.
//!
//! `cargo run --release -p gridloop-demo --example look -- FOLDER`

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use gridloop_demo::{Demo, DemoPhoto, Moment, PHOTO_SEEDS, Scene};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .ok_or("name a folder for the photos")?,
    );
    std::fs::create_dir_all(&folder)?;
    let mut out = std::io::stdout().lock();
    for scene in Scene::ALL {
        for (moment, name) in [(Moment::Before, "before"), (Moment::After, "after")] {
            for seed in 0..PHOTO_SEEDS {
                let start = Instant::now();
                let bytes = DemoPhoto {
                    scene,
                    moment,
                    seed,
                }
                .jpeg();
                let file = format!("{scene:?}-{seed}-{name}.jpg").to_lowercase();
                writeln!(
                    out,
                    "{file}: {} bytes in {:?}",
                    bytes.len(),
                    start.elapsed()
                )?;
                std::fs::write(folder.join(file), bytes)?;
            }
        }
    }
    let demo = Demo::load()?;
    let now = 1_711_702_800_000;
    for case in demo.cases(80, now) {
        let reporter = demo
            .person(&case.reporter)
            .map_or("", |person| &person.user);
        writeln!(
            out,
            "{:?} {:?} {reporter} {} {}",
            case.state(),
            case.source,
            case.title,
            case.address
        )?;
        writeln!(out, "    {}", case.description)?;
        for step in &case.steps {
            let hours = (step.at_ms - case.reported_at_ms) / 3_600_000;
            let actor = demo.person(&step.actor).map_or("", |person| &person.user);
            writeln!(out, "    +{hours} h {actor}: {:?}", step.kind)?;
        }
    }
    let start = Instant::now();
    let steps: usize = demo.cases(100_000, now).map(|case| case.steps.len()).sum();
    writeln!(
        out,
        "100,000 cases with {steps} steps in {:?}",
        start.elapsed()
    )?;
    Ok(())
}
