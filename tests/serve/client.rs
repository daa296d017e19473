//! The program served, and requests to it as a browser, another program or a hostile page sends them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// `vanban serve` over a data folder; killed when it is dropped, as nothing else ends it.
pub(super) struct Served {
    child: Child,
    pub(super) port: u16,
    pub(super) token: String,
    /// What it said before it was ready.
    pub(super) said: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Served {
    pub(super) fn start(data: &Path) -> Self {
        Self::with(data, &[])
    }

    /// The same where no file may grow beyond some KB.
    #[cfg(unix)]
    pub(super) fn within(data: &Path, kilobytes: u32) -> Self {
        let mut shell = Command::new("bash");
        let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" serve --no-open --data \"$1\"");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_vanban")]).arg(data).stdout(Stdio::null());
        Self::run(shell)
    }

    pub(super) fn with(data: &Path, more: &[&str]) -> Self {
        Self::run(command(data, more))
    }

    fn run(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut said = String::new();
        for line in lines.by_ref() {
            let line = line.unwrap();
            said += &format!("{line}\n");
            let Some((_, address)) = line.split_once("http://127.0.0.1:") else { continue };
            let (port, token) = address.split_once("/#token=").unwrap();
            let (port, token) = (port.parse().unwrap(), token.to_owned());
            // The pipe must not fill, nor break.
            std::thread::spawn(move || lines.for_each(drop));
            return Served { child, port, token, said };
        }
        panic!("it did not start: {said}");
    }

    /// Ends it as a power cut would.
    pub(super) fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// A request with the headers given and no others but the length and `Host`, unless that is given too.
    pub(super) fn raw(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if headers.iter().all(|(name, _)| !name.eq_ignore_ascii_case("host")) {
            head += &format!("Host: 127.0.0.1:{}\r\n", self.port);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        // A refusal may come before the whole body is read.
        drop(stream.write_all(body));
        let mut bytes = Vec::new();
        drop(stream.read_to_end(&mut bytes));
        Answer::read(&bytes)
    }

    /// Begins to send a body of some length, and stops in the middle; gives the connection.
    pub(super) fn begin_sending(&self, method: &str, path: &str, kind: &str, length: usize, half: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let (port, token) = (self.port, &self.token);
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nContent-Type: {kind}\r\n\
             Content-Length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(half).unwrap();
        stream
    }

    /// A request of another program.
    pub(super) fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let body = body.map(Value::to_string).unwrap_or_default();
        self.raw(method, path, &[("Authorization", &bearer), ("Content-Type", "application/json")], body.as_bytes())
    }

    /// Files and fields as a form sends them.
    pub(super) fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        const BETWEEN: &str = "vanban-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, file, bytes) in files {
            body.extend(format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BETWEEN}--\r\n").bytes());
        let (bearer, kind) = (format!("Bearer {}", self.token), format!("multipart/form-data; boundary={BETWEEN}"));
        self.raw("POST", path, &[("Authorization", &bearer), ("Content-Type", &kind)], &body)
    }

    /// What a browser keeps after it traded the token.
    pub(super) fn cookie(&self) -> String {
        let body = format!("{{\"token\": \"{}\"}}", self.token);
        let answer = self.raw("POST", "/session", &[("Origin", &self.origin()), ("Content-Type", "application/json")], body.as_bytes());
        assert_eq!(answer.status, 204, "{}", answer.text());
        answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }

    pub(super) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The command that serves a folder.
pub(super) fn command(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.args(["serve", "--no-open", "--data"]).arg(data).args(more).stdout(Stdio::null());
    command
}

/// An answer as it came.
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("no answer");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut answer = Answer { status, head, body: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = unchunked(&answer.body);
        }
        answer
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.text()))
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        out.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
        if size == 0 {
            break;
        }
    }
    out
}

/// Changes a store as another version of the program would.
pub(super) fn sql(path: &Path, statement: &'static str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
        pool.close().await;
    });
}
