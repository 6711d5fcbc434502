//! The Legal profile: who may change it, errors at their fields, and nothing typed is lost.
