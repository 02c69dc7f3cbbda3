//! The browser side: questions inside the page, and the displays of reviews as HTML.
//!
//! Compiled twice: for browsers, where `embed.js` loads it to ask, and with the feature `ssr`
//! inside the server, which renders displays with it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`ask`] | the questions: pure components, the same on every side |
//! | `host` | the page around them (browser only, but for its arithmetic) |
//! | `outbox` | answers on their way to the server (browser only) |
//! | `show` | displays of reviews (`ssr` only) |

pub mod ask;
mod host;
#[cfg(target_arch = "wasm32")]
mod outbox;
#[cfg(feature = "ssr")]
pub mod show;

#[cfg(target_arch = "wasm32")]
pub mod glue {
    //! What the loader calls. The first argument is the version of this interface.

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use crate::host::options::text;
    use crate::outbox::Outbox;

    /// Asks a survey; see `embed.js` for what the options are.
    #[wasm_bindgen]
    pub fn ask(_version: u32, options: JsValue) -> Result<(), JsValue> {
        crate::host::ask(options)
    }

    /// Takes away the popover of a page that was left, unless something was answered.
    #[wasm_bindgen]
    pub fn leave(_version: u32) {
        crate::host::leave();
    }

    /// Sends the answers that an earlier page could not.
    #[wasm_bindgen]
    pub fn flush(_version: u32, options: &JsValue) {
        Outbox::new(&text(options, "base"), &text(options, "shop")).flush();
    }
}

/// Weighs 3 KB less than the usual one. It is slow with a long list of free pieces, which a
/// widget never has.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
