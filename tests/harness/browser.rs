//! A real Chromium, steered as a shopper or an owner would: with keys, a pointer and eyes.

use std::cell::RefCell;
use std::time::Duration;
use std::{env, thread};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities as _;
use thirtyfour::{By, ChromeCapabilities, DesiredCapabilities, Key, WebDriver, WebElement};

use crate::client::Client;
use crate::skip::skip;
use crate::wait::until;

/// Prepared in every page before the page's own scripts.
const WATCH: &str = include_str!("watch.js");

/// Set by `cargo xtask test`: where the driver listens, and the browser's program.
const DRIVER: &str = "CANDOR_TEST_CHROMEDRIVER";
const PROGRAM: &str = "CANDOR_TEST_CHROMIUM";

/// Nothing that a browser does on its own account, and no sandbox, which root cannot have.
const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
];

/// What is to be pressed and has less than 24 pixels: its label counts with it.
const SMALL: &str = "test.all('button, input, textarea, a.button').filter((it) => {
    if (!it.checkVisibility() || it.closest('[aria-hidden]') || it.type === 'hidden') return false;
    const { width, height } = (it.closest('label') || it).getBoundingClientRect();
    return width < 24 || height < 24;
  }).map((it) => it.outerHTML)";

/// Where the survey is, and nothing while it is still coming in.
const PLACE: &str = "(() => {
    const frame = test.one('.frame');
    if (!frame || frame.getAnimations({ subtree: true }).some((it) => it.playState === 'running')) return null;
    return JSON.stringify(frame.getBoundingClientRect());
  })()";

/// How large the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 1280 × 800, with a mouse.
    Desktop,
    /// 412 × 915, to be touched.
    Phone,
}

/// A browser of one person; it ends with the test.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    screen: Screen,
    /// Address of its session at the driver.
    session: String,
    /// Its profile, gone afterwards.
    _profile: TempDir,
}

impl Browser {
    /// Opens one, or says loudly that this machine has none.
    pub async fn open(screen: Screen) -> Option<Self> {
        Self::open_with(screen, json!({})).await
    }

    /// Opens one that keeps nothing: pages may not use cookies or storage.
    pub async fn open_without_storage(screen: Screen) -> Option<Self> {
        Self::open_with(screen, json!({ "profile.default_content_setting_values.cookies": 2 }))
            .await
    }

    async fn open_with(screen: Screen, preferences: Value) -> Option<Self> {
        let (Ok(address), Ok(program)) = (env::var(DRIVER), env::var(PROGRAM)) else {
            skip("a browser", "run `cargo xtask test`, which starts one");
            return None;
        };
        if super::skip_without_widget() {
            return None;
        }
        let profile = TempDir::new().expect("a folder for temporary files can be written");
        let mut capabilities =
            capabilities(screen, &program, &profile).expect("the options are JSON");
        let kept = capabilities.add_experimental_option("prefs", preferences);
        kept.expect("the preferences are JSON");
        server::http::tls::prepare();
        let started = WebDriver::new(&address, capabilities).await;
        let driver = started.unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        let session = format!("{address}/session/{}", driver.session_id());
        let browser = Self { driver, screen, session, _profile: profile };
        browser.watch().await;
        Some(browser)
    }

    /// Prepares every page of this tab.
    async fn watch(&self) {
        let (devtools, source) = (self.driver.cdp(), json!({ "source": WATCH }));
        let watched = devtools.send_raw("Page.addScriptToEvaluateOnNewDocument", source).await;
        watched.expect("the browser takes a script for every page");
        if self.screen == Screen::Desktop {
            // The size of the page itself; what the window has around it differs.
            self.resize(1280, 800).await;
        }
    }

    /// Likes pages dark, or light.
    pub async fn prefer_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        self.prefer(&[("prefers-color-scheme", scheme)]).await;
    }

    /// Likes pages so: names of media features and their values.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let feature = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let media = json!({ "features": features.iter().map(feature).collect::<Vec<_>>() });
        let set = self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await;
        set.expect("media features can be preferred");
    }

    /// Gives the page a window of another size.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1,
            "mobile": self.screen == Screen::Phone,
        });
        let resized = self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await;
        resized.expect("the page can be resized");
    }

    /// Ends it.
    pub async fn close(self) {
        self.driver.clone().quit().await.expect("the browser ends");
    }

    /// Opens an address.
    pub async fn goto(&self, url: &str) {
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Opens the same address again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page loads again");
    }

    /// Opens another tab and goes there.
    pub async fn open_tab(&self) {
        let tab = self.driver.new_tab().await.expect("a tab opens");
        self.driver.switch_to_window(tab).await.expect("the tab can be looked at");
        self.watch().await;
    }

    /// Looks at the tab that was opened so many tabs after the first.
    pub async fn look_at_tab(&self, number: usize) {
        let tabs = self.driver.windows().await.expect("the tabs can be listed");
        let tab = tabs.into_iter().nth(number).expect("there are so many tabs");
        self.driver.switch_to_window(tab).await.expect("the tab can be looked at");
    }

    /// Closes the tab, as its cross does, and looks at the first of those that are left.
    pub async fn close_tab(&self) {
        self.driver.close_window().await.expect("the tab closes");
        self.look_at_tab(0).await;
    }

    /// Goes back to the page before.
    pub async fn back(&self) {
        self.driver.back().await.expect("there is a page before");
    }

    /// Goes on again to the page after.
    pub async fn forward(&self) {
        self.driver.forward().await.expect("there is a page after");
    }

    /// Runs a script in the page; `test` holds what `watch.js` prepares.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.driver.execute(script, arguments).await;
        result.unwrap_or_else(|error| panic!("{error} in {script}")).json().clone()
    }

    /// The value of an expression in the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.run(&format!("return {expression}"), Vec::new()).await
    }

    /// Keys and a pointer without the pauses that the library makes between two movements.
    fn hands(&self) -> ActionChain {
        self.driver.action_chain_with_delay(None, Some(Duration::ZERO))
    }

    /// Presses one key, wherever the focus is.
    pub async fn press(&self, key: Key) {
        self.keys(&char::from(key).to_string()).await;
    }

    /// Presses Enter and keeps it down.
    pub async fn hold_enter(&self) {
        self.enter_goes_down(false).await;
    }

    /// Keeps Enter down for so long that it repeats itself so often, as a keyboard does.
    pub async fn hold_enter_on(&self, repeats: usize) {
        for _ in 0..repeats {
            self.enter_goes_down(true).await;
        }
    }

    async fn enter_goes_down(&self, again: bool) {
        let event = json!({
            "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r",
            "windowsVirtualKeyCode": 13, "autoRepeat": again,
        });
        let pressed = self.driver.cdp().send_raw("Input.dispatchKeyEvent", event).await;
        pressed.expect("keys can be pressed");
    }

    /// Types a text, wherever the focus is.
    pub async fn keys(&self, text: &str) {
        let typed = self.hands().send_keys(text).perform().await;
        typed.expect("keys can be pressed");
    }

    /// Waits until an element is on the screen, and clicks in its middle.
    pub async fn click(&self, selector: &str) {
        self.until_seen(selector).await;
        let script = "const element = test.one(arguments[0]);
                      element.scrollIntoView({ block: 'center', behavior: 'instant' });
                      const { left, top, width, height } = element.getBoundingClientRect();
                      return [left + width / 2, top + height / 2].map(Math.round);";
        let point = self.run(script, vec![selector.into()]).await;
        let (x, y) = (point[0].as_i64(), point[1].as_i64());
        let (x, y) = x.zip(y).expect("an element has a middle");
        let clicked = self.hands().move_to(x, y).click().perform().await;
        clicked.unwrap_or_else(|error| panic!("{selector} cannot be clicked: {error}"));
    }

    /// Whether an element is on the screen.
    pub async fn sees(&self, selector: &str) -> bool {
        self.run("return !!test.one(arguments[0])", vec![selector.into()]).await == true
    }

    /// Waits until an element is on the screen.
    pub async fn until_seen(&self, selector: &str) {
        until(&format!("{selector} is seen"), async || self.sees(selector).await.then_some(()))
            .await;
    }

    /// Waits until no such element is on the screen any more.
    pub async fn until_gone(&self, selector: &str) {
        let gone = async || (!self.sees(selector).await).then_some(());
        until(&format!("{selector} is gone"), gone).await;
    }

    /// Waits until the text of an element on the screen contains this.
    pub async fn until_says(&self, selector: &str, words: &str) {
        let says = async || self.text(selector).await.contains(words).then_some(());
        until(&format!("{selector} says {words:?}"), says).await;
    }

    /// Waits until an expression in the page is true.
    pub async fn until_true(&self, expression: &str) {
        until(expression, async || (self.value(expression).await == true).then_some(())).await;
    }

    /// The text of the first such element on the screen; empty if there is none.
    pub async fn text(&self, selector: &str) -> String {
        let script = "const element = test.one(arguments[0]);
                      return element ? element.textContent : '';";
        let text = self.run(script, vec![selector.into()]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// How many such elements there are on the screen.
    pub async fn count(&self, selector: &str) -> u64 {
        let script = "return test.all(arguments[0]).filter((it) => it.checkVisibility()).length";
        self.run(script, vec![selector.into()]).await.as_u64().unwrap_or_default()
    }

    /// What has the focus is called, as a screen reader would say it.
    pub async fn focused(&self) -> String {
        let script = "const element = test.focused(); return element ? test.named(element) : ''";
        self.run(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// Presses Tab until the focus is on what is called so, as a shopper without a mouse would.
    pub async fn tab_to(&self, name: &str) {
        for _ in 0..30 {
            if self.focused().await.contains(name) {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("Tab does not lead to {name:?}, but to {:?}", self.focused().await);
    }

    /// Forgets what it has cached, as another reader's browser would not have it.
    pub async fn forget_cached(&self) {
        let devtools = self.driver.cdp();
        let forgot = devtools.send_raw("Network.clearBrowserCache", json!({})).await;
        forgot.expect("the cache can be emptied");
    }

    /// Presses Tab until the focus is on such an element.
    pub async fn tab_to_a(&self, selector: &str) {
        for _ in 0..30 {
            let there = "return test.focused().matches(arguments[0])";
            if self.run(there, vec![selector.into()]).await == true {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("Tab does not lead to {selector}");
    }

    /// Runs no script of any page from now on.
    pub async fn forbid_scripts(&self) {
        let (devtools, off) = (self.driver.cdp(), json!({ "value": true }));
        let forbidden = devtools.send_raw("Emulation.setScriptExecutionDisabled", off).await;
        forbidden.expect("scripts can be forbidden");
    }

    /// Waits until the page's address contains this.
    pub async fn until_address(&self, part: &str) {
        until(&format!("the address has {part}"), async || {
            let url = self.driver.current_url().await.ok()?;
            url.as_str().contains(part).then_some(())
        })
        .await;
    }

    /// Fails where the page is wider than the screen, or where something to press is too small,
    /// and keeps a picture of it.
    pub async fn assert_fits(&self, name: &str) {
        self.picture(name).await;
        let too_wide = "document.documentElement.scrollWidth - innerWidth";
        assert!(self.value(too_wide).await.as_i64() <= Some(0), "{name} is too wide");
        let small = self.value(SMALL).await;
        assert_eq!(small, json!([]), "{name} has something that is hard to press");
    }

    /// Cuts the page off from the network, or lets it through again.
    pub async fn set_offline(&self, offline: bool) {
        let devtools = self.driver.cdp();
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        devtools.send_raw("Network.enable", json!({})).await.expect("the network can be watched");
        let cut = devtools.send_raw("Network.emulateNetworkConditions", conditions).await;
        cut.expect("the network can be cut off");
    }

    /// Waits until the page has been open for so long: only then has it decided not to ask.
    pub async fn until_open_for(&self, milliseconds: u32) {
        self.until_true(&format!("performance.now() > {milliseconds}")).await;
    }

    /// Waits for a while after the last thing that was done: only then has the page decided not
    /// to ask.
    pub async fn settle(&self) {
        let now = self.value("performance.now()").await.as_f64().expect("pages have a clock");
        self.until_true(&format!("performance.now() > {}", now + 400.0)).await;
    }

    /// Waits until the survey has come in and found its place: one that grows or shrinks finds it a
    /// moment later.
    pub async fn until_still(&self) {
        let before = RefCell::new(Value::Null);
        until("the survey keeps still", async || {
            let now = self.value(PLACE).await;
            let still = now != Value::Null && before.replace(now.clone()) == now;
            still.then_some(())
        })
        .await;
    }

    /// Tells servers that its reader wants this language.
    pub async fn accept_language(&self, language: &str) {
        let agent = self.value("navigator.userAgent").await;
        let wanted = json!({ "userAgent": agent, "acceptLanguage": language });
        let set = self.driver.cdp().send_raw("Emulation.setUserAgentOverride", wanted).await;
        set.expect("a language can be accepted");
    }

    /// Fails if the page was disturbed: an error, a refused resource, or anything that moved.
    pub async fn assert_undisturbed(&self) {
        self.assert_unbroken().await;
        let shift = self.value("test.watched.shift").await;
        assert_eq!(shift, 0, "nothing in the page moves");
    }

    /// Fails at an error or a refused resource only: a reader's own choice may move the page, and
    /// the browser holds that against it where the answer took longer than half a second.
    pub async fn assert_unbroken(&self) {
        let errors = self.value("test.watched.errors").await;
        assert_eq!(errors, json!([]), "nothing is thrown into the page");
    }

    /// Fails where something was thrown into the page; what the page's own policy refused is not.
    pub async fn assert_nothing_thrown(&self) {
        let thrown = "test.watched.errors.filter((it) => it && !/^[a-z-]+: |^http/.test(it))";
        assert_eq!(self.value(thrown).await, json!([]), "nothing is thrown into the page");
    }

    /// Clicks on something within a frame, as soon as it is there.
    pub async fn click_within(&self, frame: &str, selector: &str) {
        self.within(frame, selector, async |element| element.click().await.ok()).await;
    }

    /// Presses a key while the focus is on something within a frame.
    pub async fn press_within(&self, frame: &str, selector: &str, key: Key) {
        let keys = char::from(key).to_string();
        self.within(frame, selector, async |element| element.send_keys(&keys).await.ok()).await;
    }

    /// Waits until there is something within a frame.
    pub async fn until_there_within(&self, frame: &str, selector: &str) {
        self.within(frame, selector, async |_| Some(())).await;
    }

    /// Another site's frame has nothing of `watch.js`, so its elements are the driver's own.
    async fn within(
        &self,
        frame: &str,
        selector: &str,
        mut touch: impl AsyncFnMut(WebElement) -> Option<()>,
    ) {
        self.until_seen(frame).await;
        until(&format!("{selector} is in {frame}"), async || {
            let found = self.driver.execute("return test.one(arguments[0])", vec![frame.into()]);
            let around = found.await.ok()?.element().ok()?;
            around.enter_frame().await.ok()?;
            let touched = match self.driver.find(By::Css(selector)).await {
                Ok(element) => touch(element).await,
                Err(_) => None,
            };
            self.driver.enter_default_frame().await.ok()?;
            touched
        })
        .await;
    }

    /// Keeps a picture of the screen in the folder that `CANDOR_TEST_PICTURES` names, if it does.
    pub async fn picture(&self, name: &str) {
        let Ok(folder) = env::var("CANDOR_TEST_PICTURES") else { return };
        let file = std::path::Path::new(&folder).join(format!("{name}.png"));
        self.driver.screenshot(&file).await.expect("a picture can be written");
    }
}

impl Drop for Browser {
    /// Ends it after a failed test too, without waiting: pages may still wait for a server that
    /// runs on this very thread.
    fn drop(&mut self) {
        if self.driver.clone().leak().is_err() {
            return; // It was closed.
        }
        let session = Client::new(&self.session);
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(session.delete("")))
        });
    }
}

fn capabilities(
    screen: Screen,
    program: &str,
    profile: &TempDir,
) -> Result<ChromeCapabilities, thirtyfour::error::WebDriverError> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(program)?;
    for argument in ARGUMENTS {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    match screen {
        Screen::Desktop => capabilities.add_arg("--window-size=1280,800")?,
        Screen::Phone => {
            let metrics = json!({ "width": 412, "height": 915, "pixelRatio": 2.0, "touch": true });
            let phone = json!({ "deviceMetrics": metrics });
            capabilities.add_experimental_option("mobileEmulation", phone)?;
        }
    }
    Ok(capabilities)
}
