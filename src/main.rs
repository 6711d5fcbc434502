//! Starts offerdesk.

fn main() {}
