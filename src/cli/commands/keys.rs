//! `keys`: the keys in force, as a file that can be changed and used.

use super::super::context::Context;
use super::super::exit::CliError;

/// Prints the keymap.
pub fn print(context: &mut Context) -> Result<(), CliError> {
    let file = context.keymap()?.to_file(&context.output.i18n);
    context.output.raw(&file)?;
    Ok(())
}
