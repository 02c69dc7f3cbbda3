//! The browser side: questions inside the page, and the displays of reviews as HTML.
//!
//! Compiled twice: for browsers, where `embed.js` loads it to ask, and with the feature `ssr`
//! inside the server, which renders displays with it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`ask`] | the questions: pure components, the same on every side |
//! | `host` | the page around them (browser only, but for its arithmetic) |
//! | `show` | displays of reviews (`ssr` only) |

pub mod ask;
mod host;
#[cfg(feature = "ssr")]
pub mod show;

#[cfg(target_arch = "wasm32")]
pub mod glue {
    //! What `answers.js` and the loader call.

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Asks a survey; see `answers.js` and `embed.js` for what the options are.
    #[wasm_bindgen]
    pub fn pose(options: JsValue) -> Result<(), JsValue> {
        crate::host::ask(options)
    }

    /// Takes away the popover of a page that was left, unless something was answered and goes on
    /// nowhere else. The first argument is the version of this interface.
    #[wasm_bindgen]
    pub fn leave(_version: u32, goes_on: bool) {
        crate::host::leave(goes_on);
    }
}

/// Weighs 3 KB less than the usual one. It is slow with a long list of free pieces, which a
/// widget never has.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
