//! `cargo bench -p offerdesk-bench`: the one command that measures everything. See `src/lib.rs`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    offerdesk_bench::run(std::env::args().skip(1).collect())
}
