//! `keys`: the keys in force, as a file that can be changed and used.

use super::super::context::CommandContext;
use super::super::exit::CliError;

/// Prints the keymap.
pub fn print(context: &mut CommandContext) -> Result<(), CliError> {
    let file = context.keymap()?.to_file(&context.output.i18n);
    context.output.raw(&file)?;
    Ok(())
}
