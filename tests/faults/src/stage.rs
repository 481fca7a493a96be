//! Puts a row's server up.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::AbortHandle;

use crate::chain::make;
use crate::directory::Directory;
use crate::row::{Row, Stage};
use crate::wire::{Asked, converse};

/// A server that runs until it is dropped.
pub struct Server {
    /// The SCIM URL.
    pub url: String,
    /// Another origin, to which redirects lead and nobody must go.
    pub elsewhere: String,
    /// The authority that a CA file must name for its certificate to be trusted, in PEM.
    pub authority: Option<String>,
    directory: Arc<Mutex<Directory>>,
    strays: Arc<AtomicUsize>,
    tasks: Vec<AbortHandle>,
    /// Sockets that must stay as they are.
    kept: Vec<Kept>,
}

#[expect(dead_code, reason = "held for being open")]
enum Kept {
    Socket(TcpSocket),
    Listener(TcpListener),
    Stream(TcpStream),
}

impl Server {
    /// Puts the row's server up.
    pub async fn start(row: &Row) -> Self {
        let elsewhere = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", elsewhere.local_addr().expect("a port"));
        let mut directory = Directory::new(origin.clone());
        (row.furnish)(&mut directory);
        let mut server = Self {
            url: String::new(),
            elsewhere: origin,
            authority: None,
            directory: Arc::new(Mutex::new(directory)),
            strays: Arc::default(),
            tasks: Vec::new(),
            kept: Vec::new(),
        };
        let strays = Arc::clone(&server.strays);
        server.run(async move {
            while elsewhere.accept().await.is_ok() {
                strays.fetch_add(1, Ordering::Relaxed);
            }
        });
        let port = match row.stage {
            Stage::Plain(script) => {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let port = port_of(listener.local_addr());
                let directory = Arc::clone(&server.directory);
                server.run(async move {
                    while let Ok((line, _)) = listener.accept().await {
                        let _ = line.set_nodelay(true);
                        tokio::spawn(converse(line, script, Arc::clone(&directory)));
                    }
                });
                port
            }
            Stage::Tls(chain, script) => {
                let (acceptor, authority) = make(chain);
                server.authority = authority;
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let port = port_of(listener.local_addr());
                let directory = Arc::clone(&server.directory);
                server.run(async move {
                    while let Ok((line, _)) = listener.accept().await {
                        let (acceptor, directory) = (acceptor.clone(), Arc::clone(&directory));
                        tokio::spawn(async move {
                            if let Ok(line) = acceptor.accept(line).await {
                                converse(line, script, directory).await;
                            }
                        });
                    }
                });
                port
            }
            Stage::Refused => {
                // Bound and not listened on: the port is refused, and nobody else gets it meanwhile.
                let socket = bound();
                let port = port_of(socket.local_addr());
                server.kept.push(Kept::Socket(socket));
                port
            }
            Stage::Silent => server.fill().await,
            Stage::Nowhere => 0,
        };
        server.url = row.url(port);
        server
    }

    /// Everything that was asked so far.
    pub(crate) fn seen(&self) -> Vec<Asked> {
        self.directory.lock().unwrap_or_else(PoisonError::into_inner).seen.clone()
    }

    /// Whether the script panicked while it answered.
    pub(crate) fn broke(&self) -> bool {
        self.directory.is_poisoned()
    }

    /// How often somebody came to the other origin, where redirects lead.
    pub(crate) fn strays(&self) -> usize {
        self.strays.load(Ordering::Relaxed)
    }

    fn run(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.push(tokio::spawn(task).abort_handle());
    }

    /// A port whose queue is full: the system lets further connections wait, as a firewall does that drops them.
    async fn fill(&mut self) -> u16 {
        let listener = bound().listen(1).expect("a listener");
        let address = listener.local_addr().expect("a port");
        self.kept.push(Kept::Listener(listener));
        for _ in 0..64 {
            match tokio::time::timeout(Duration::from_millis(250), TcpStream::connect(address)).await {
                Ok(Ok(stream)) => self.kept.push(Kept::Stream(stream)),
                Ok(Err(_)) | Err(_) => break,
            }
        }
        address.port()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

fn bound() -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a port");
    socket
}

fn port_of(address: std::io::Result<SocketAddr>) -> u16 {
    address.expect("a port").port()
}
