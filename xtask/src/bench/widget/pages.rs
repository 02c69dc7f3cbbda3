//! A shop's pages and the hand-written floor, served to the browser: one page under every path,
//! with the script that its query names.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use anyhow::Context as _;

/// The page of a product, the same for everybody who is measured.
const PAGE: &str = include_str!("../../../../tests/peers/floor/product.html");
/// Stands in it where an owner pastes the snippet.
const SCRIPT: &str = "<!-- script -->";
/// The floor.
const FLOOR: &str = include_str!("../../../../tests/peers/floor/floor.js");
/// What the floor asks.
const SURVEY: &str = include_str!("../../../../tests/peers/floor/survey.json");

/// Where the pages are served for as long as this process lives.
pub(super) struct Pages {
    /// The shop's own site, without a slash at the end.
    pub(super) origin: String,
    /// The same server as another site, from which the floor comes.
    pub(super) elsewhere: String,
}

/// What is served, in the three ways of browsers.
struct Answer {
    kind: &'static str,
    plain: Vec<u8>,
    packed: Option<(&'static str, Vec<u8>)>,
}

impl Pages {
    /// Serves on a free port.
    pub(super) fn serve() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").context("cannot listen")?;
        let port = listener.local_addr()?.port();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // A browser that hangs up is none of our business.
                thread::spawn(move || converse(&stream).ok());
            }
        });
        Ok(Self {
            origin: format!("http://localhost:{port}"),
            elsewhere: format!("http://127.0.0.1:{port}"),
        })
    }

    /// Address of the page at a path, with this script in it.
    pub(super) fn page(&self, path: &str, script: Option<&str>) -> String {
        let script = script.map(|script| format!("?script={script}")).unwrap_or_default();
        format!("{}{path}{script}", self.origin)
    }

    /// Address of the floor's script.
    pub(super) fn floor(&self) -> String {
        format!("{}/floor.js", self.elsewhere)
    }
}

/// Answers one request after the other, as long as the browser keeps the connection.
fn converse(stream: &TcpStream) -> anyhow::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(request) = lines.next().transpose()? {
        let mut accepted = String::new();
        for header in lines.by_ref() {
            let header = header?.to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("accept-encoding:") {
                value.clone_into(&mut accepted);
            }
        }
        let target = request.split(' ').nth(1).context("a request has a target")?;
        respond(stream, &answer(target, &accepted)?)?;
    }
    Ok(())
}

fn respond(mut stream: &TcpStream, answer: &Answer) -> anyhow::Result<()> {
    let (encoding, body) = match &answer.packed {
        Some((encoding, body)) => (format!("content-encoding: {encoding}\r\n"), body),
        None => (String::new(), &answer.plain),
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {}\r\ncontent-length: {}\r\n{encoding}\
         access-control-allow-origin: *\r\n\r\n",
        answer.kind,
        body.len()
    );
    Ok(stream.write_all(&[head.as_bytes(), body].concat())?)
}

fn answer(target: &str, accepted: &str) -> anyhow::Result<Answer> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (kind, text) = match path {
        "/floor.js" => ("text/javascript; charset=utf-8", crate::widget::minified(FLOOR)?),
        "/survey.json" => ("application/json", SURVEY.to_owned()),
        _ => {
            let script = query
                .strip_prefix("script=")
                .map(|src| format!(r#"<script async src="{src}"></script>"#));
            let page = PAGE.replace(SCRIPT, &script.unwrap_or_default());
            ("text/html; charset=utf-8", page)
        }
    };
    let plain = text.into_bytes();
    let packed = if accepted.contains("br") {
        Some(("br", crate::widget::brotli(&plain)?))
    } else if accepted.contains("gzip") {
        Some(("gzip", crate::widget::gzip(&plain)?))
    } else {
        None
    };
    Ok(Answer { kind, plain, packed })
}
