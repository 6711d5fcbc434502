//! Setting a store up on the screen: three pages, back keeps everything, errors lead to their page.
