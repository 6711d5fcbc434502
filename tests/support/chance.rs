//! Chance that can be repeated: `SplitMix64`, seeded.

#![allow(dead_code)] // Each test binary uses another part of it.

/// A sequence of numbers that its seed decides.
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not including, the limit.
    pub const fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    pub fn one_of<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        let place = self.below(u64::try_from(choices.len()).unwrap());
        &choices[usize::try_from(place).unwrap()]
    }
}
