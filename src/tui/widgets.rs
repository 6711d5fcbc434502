//! Inputs, lists and boxes that know nothing of the desk.
//!
//! State and looks are apart: a state such as [`TextInput`] lives in a screen's model and is changed by keys; a
//! widget such as [`TextField`] borrows it for one frame. Everything is shaped by [`super::theme::Theme`].
//!
//! | I want to | take |
//! |---|---|
//! | let text be typed | [`TextInput`], shown by [`TextField`] |
//! | let several lines be typed | [`TextArea`], shown by [`AreaBox`] |
//! | let a card number or security code be typed | [`SecretInput`], shown by [`SecretField`] |
//! | show where in a wizard one is | [`Stepper`] |
//! | show the keys that work here | [`Footer`] |
//! | show more lines than fit | [`Scroll`] |
//! | ask something on top of the screen | [`Dialog`] |

pub(super) mod cells;
pub mod dialog;
pub mod footer;
pub mod scroll;
pub mod secret_input;
pub mod stepper;
pub mod text_area;
pub mod text_input;

pub use self::dialog::Dialog;
pub use self::footer::Footer;
pub use self::scroll::Scroll;
pub use self::secret_input::{SecretField, SecretInput};
pub use self::stepper::Stepper;
pub use self::text_area::{AreaBox, TextArea};
pub use self::text_input::{Overflow, TextField, TextInput};
