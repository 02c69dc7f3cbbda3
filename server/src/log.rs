//! Where the log goes: to standard error, many lines at a time when there are many.

use std::io::{self, BufWriter, Stderr, Write};
use std::thread;
use std::time::Duration;

/// Bytes that are written at once.
const BUFFER: usize = 64 * 1024;
/// How long the thread that writes the log rests after it has written all there was. Were it
/// woken for each line, that would take requests longer than writing what they sent.
const REST: Duration = Duration::from_millis(10);

/// Standard error for a thread that writes whatever it is given and flushes when there is nothing
/// more. A line is written at once, and those of the next moment together.
pub fn out() -> impl Write + Send + 'static {
    Out(BufWriter::with_capacity(BUFFER, io::stderr()))
}

struct Out(BufWriter<Stderr>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()?;
        thread::sleep(REST);
        Ok(())
    }
}
