//! What was asked for: which parts, which sizes, how often.

use crate::error::{Measured, failed};

/// A part of the measurements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Start to the first useful frame.
    Opening,
    /// Key press to the last byte.
    Keys,
    /// Durable renewals per second.
    Renewals,
    /// Resident memory.
    Memory,
    /// Bytes, allocations and time per frame.
    Frames,
    /// Size and time of the build.
    Build,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// Subscriptions in the stores; each part has its own when nothing is said.
    pub sizes: Option<Vec<u32>>,
    /// Page cache of the stores that are opened in this process, MiB; the usual one when nothing is said.
    pub cache: Option<u64>,
    /// Fewer runs: shows that everything works, and little more.
    pub quick: bool,
    /// The arguments as they were typed, for the heading.
    pub typed: Vec<String>,
}

const USAGE: &str = "usage: cargo bench -p offerdesk-bench -- [opening] [keys] [renewals] [memory] [frames] [build] [--sizes 10,100000,1000000] [--cache MIB] [--quick]";

impl Choice {
    /// Reads the arguments; `--bench`, which cargo adds, is passed over.
    pub fn parse(arguments: Vec<String>) -> Measured<Self> {
        let typed: Vec<String> = arguments.into_iter().filter(|word| word != "--bench").collect();
        let (mut parts, mut sizes, mut cache, mut quick) = (Vec::new(), None, None, false);
        let mut words = typed.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "opening" => parts.push(Part::Opening),
                "keys" => parts.push(Part::Keys),
                "renewals" => parts.push(Part::Renewals),
                "memory" => parts.push(Part::Memory),
                "frames" => parts.push(Part::Frames),
                "build" => parts.push(Part::Build),
                "--quick" => quick = true,
                "--cache" => {
                    let size = words.next().and_then(|size| size.parse().ok());
                    cache = Some(size.ok_or_else(|| format!("--cache: a number of MiB\n{USAGE}"))?);
                }
                "--sizes" => {
                    let list = words.next().map_or("", String::as_str);
                    let read: Result<Vec<u32>, _> = list.split(',').map(str::parse).collect();
                    match read {
                        Ok(read) => sizes = Some(read),
                        Err(_) => return failed(format!("--sizes {list}: not a list of numbers\n{USAGE}")),
                    }
                }
                other => return failed(format!("{other}: nothing of that name\n{USAGE}")),
            }
        }
        if parts.is_empty() {
            parts = vec![
                Part::Opening,
                Part::Keys,
                Part::Renewals,
                Part::Memory,
                Part::Frames,
            ];
        }
        Ok(Self {
            parts,
            sizes,
            cache,
            quick,
            typed,
        })
    }

    /// The sizes that were asked for, or these.
    pub fn sizes_or(&self, usual: &[u32]) -> Vec<u32> {
        self.sizes.clone().unwrap_or_else(|| usual.to_vec())
    }

    /// So many runs, or fewer when it is to be quick.
    pub const fn runs(&self, usual: usize, quick: usize) -> usize {
        if self.quick { quick } else { usual }
    }
}
