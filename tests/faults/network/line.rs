//! A bad line in front of a server: a TCP proxy that delays, throttles, stalls, cuts, and falls silent without saying so.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

use super::counts::{Counts, Exchange};

/// Bytes of a packet (Ethernet's 1,500 less the headers of IP and TCP).
const PACKET: usize = 1_460;
/// Packets on their way in one direction of one connection: a window of 64 KB.
const WINDOW: usize = 45;

/// How bad a line is.
#[derive(Debug, Clone, Copy)]
pub struct Quality {
    /// From one end to the other; there and back takes twice as long.
    pub latency: Duration,
    /// Bytes a second in each direction, for all connections together.
    pub rate: f64,
    /// Of a thousand packets so many are lost, and come after a retransmission time-out.
    pub lost: u32,
    /// All connections are cut so often.
    pub cut: Option<Duration>,
    /// Every other connection falls silent, by turns at once and after at most so many bytes, and neither end is told.
    pub silent: Option<usize>,
}

/// How long TCP waits before it sends again (RFC 6298: never less than a second; Linux: 200 ms and the round trip).
const RETRANSMISSION: Duration = Duration::from_millis(600);

impl Quality {
    /// A line in an office.
    pub const GOOD: Self = Self {
        latency: Duration::ZERO,
        rate: f64::INFINITY,
        lost: 0,
        cut: None,
        silent: None,
    };

    /// A phone in a stairwell: 200 ms there and back, 1 Mbit/s, 1 % of packets lost.
    pub const STAIRWELL: Self = Self {
        latency: Duration::from_millis(100),
        rate: 125_000.0,
        lost: 10,
        ..Self::GOOD
    };

    /// Whether what is sent may never arrive.
    pub const fn fails(&self) -> bool {
        self.cut.is_some() || self.silent.is_some()
    }
}

/// A line to a server.
pub struct Line {
    /// Where it begins.
    pub address: SocketAddr,
    /// What has gone over it.
    pub counts: Arc<Counts>,
    tasks: [JoinHandle<()>; 2],
}

/// What all connections of a line share.
struct Shared {
    quality: Quality,
    counts: Arc<Counts>,
    dice: Mutex<Rng>,
    connections: AtomicUsize,
    /// Until when the line carries what was given to it: up, down.
    busy: [Mutex<Instant>; 2],
    cut: watch::Sender<()>,
}

/// Up or down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Line {
    /// A line of this quality to a server. The same seed has the same bad luck, as far as the same is sent.
    pub async fn to(server: SocketAddr, quality: Quality, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::<Counts>::default();
        let shared = Arc::new(Shared {
            quality,
            counts: counts.clone(),
            dice: Mutex::new(Rng::with_seed(seed)),
            connections: AtomicUsize::new(0),
            busy: [Mutex::new(Instant::now()), Mutex::new(Instant::now())],
            cut: watch::Sender::new(()),
        });
        let cutter = tokio::spawn(cut(shared.clone()));
        let accepter = tokio::spawn(async move {
            loop {
                let (phone, _) = listener.accept().await.unwrap();
                tokio::spawn(carry(shared.clone(), phone, server));
            }
        });
        Self {
            address,
            counts,
            tasks: [cutter, accepter],
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

async fn cut(shared: Arc<Shared>) {
    let Some(pause) = shared.quality.cut else {
        return;
    };
    loop {
        // The fault itself.
        sleep(pause).await;
        shared.counts.cut();
        shared.cut.send_replace(());
    }
}

/// Carries one connection until one end closes it or the line is cut.
async fn carry(shared: Arc<Shared>, phone: TcpStream, server: SocketAddr) {
    let mut cut = shared.cut.subscribe();
    let silence = shared.silence();
    let exchange = Exchange::on(&shared.counts);
    let work = async {
        if silence == 0 {
            // Accepted, and nobody there.
            std::future::pending::<()>().await;
        }
        // Its handshake took a round trip.
        sleep(shared.quality.latency * 2).await;
        let Ok(server) = TcpStream::connect(server).await else {
            return;
        };
        let _ = (phone.set_nodelay(true), server.set_nodelay(true));
        let left = AtomicUsize::new(silence);
        let (from_phone, to_phone) = phone.into_split();
        let (from_server, to_server) = server.into_split();
        let up = pump(&shared, Way::Up, from_phone, to_server, &left, &exchange);
        let down = pump(&shared, Way::Down, from_server, to_phone, &left, &exchange);
        tokio::select! {
            () = up => {}
            () = down => {}
        }
    };
    tokio::select! {
        () = work => {}
        _ = cut.changed() => {}
    }
}

/// One direction of a connection. Ends when its source has nothing more to say and all was delivered, or cannot be.
async fn pump(
    shared: &Shared,
    way: Way,
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    left: &AtomicUsize,
    exchange: &Exchange<'_>,
) {
    let (send, mut packets) = mpsc::channel::<(Instant, Vec<u8>)>(WINDOW);
    let read = async move {
        let mut order = Instant::now();
        loop {
            let room = send.reserve().await;
            let mut packet = vec![0; PACKET];
            let read = from.read(&mut packet).await.unwrap_or(0);
            if way == Way::Down && read == 0 && left.load(Relaxed) == 0 {
                // The server hangs up, and nobody says so to the phone.
                std::future::pending::<()>().await;
            }
            let (Ok(room), 1..) = (room, read) else {
                return;
            };
            packet.truncate(read);
            if way == Way::Up {
                exchange.asks(read);
            } else {
                exchange.begins_to_answer(read);
            }
            // Packets of a connection come out in order.
            order = order.max(shared.arrival(way, read));
            let fewer = left.load(Relaxed).checked_sub(read);
            left.store(fewer.unwrap_or(0), Relaxed);
            if fewer.is_some() {
                room.send((order, packet));
            }
        }
    };
    let write = async move {
        while let Some((due, packet)) = packets.recv().await {
            sleep_until(due).await;
            if way == Way::Down {
                exchange.answers(packet.len());
            }
            if to.write_all(&packet).await.is_err() {
                return;
            }
        }
    };
    tokio::join!(read, write);
}

impl Shared {
    /// After how many bytes in both directions the next connection falls silent.
    fn silence(&self) -> usize {
        let number = self.connections.fetch_add(1, Relaxed);
        match (self.quality.silent, number % 4) {
            (Some(_), 0) => 0,
            (Some(most), 2) => self.dice.lock().unwrap().usize(..=most),
            _ => usize::MAX,
        }
    }

    /// When a packet that is given to the line now comes out at its other end.
    fn arrival(&self, way: Way, bytes: usize) -> Instant {
        let mut busy = self.busy[usize::from(way == Way::Down)].lock().unwrap();
        let takes = f64::from(u32::try_from(bytes).unwrap()) / self.quality.rate;
        *busy = (*busy).max(Instant::now()) + Duration::from_secs_f64(takes);
        let mut arrival = *busy + self.quality.latency;
        if self.dice.lock().unwrap().u32(..1_000) < self.quality.lost {
            arrival += RETRANSMISSION;
        }
        arrival
    }
}
