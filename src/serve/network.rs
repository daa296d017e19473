//! The local network: listened on only for tablets, and only while somebody asked for it. What comes from there reaches
//! the forms that are open, and nothing else.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use axum::Extension;
use tokio::net::TcpListener;

use super::app::App;
use crate::cli::files::why;

/// That a request came over the network, not from this machine.
#[derive(Clone, Copy)]
pub(super) struct ViaNetwork;

/// Listens on the network under the port of this machine; gives the address that others reach.
pub(super) async fn listen(app: &App) -> Result<Ipv4Addr, String> {
    let address = own_address().ok_or("Máy này chưa nối mạng nội bộ. Nối Wi-Fi hoặc dây mạng của cơ quan rồi làm lại.")?;
    if app.lan() == Some(address) {
        return Ok(address);
    }
    let listener =
        TcpListener::bind((address, app.port())).await.map_err(|error| format!("Không mở được cho máy khác: {}.", why(&error)))?;
    app.reached_at(address);
    let Some(routes) = app.routes() else { return Err("Chương trình đang khởi động. Thử lại.".to_owned()) };
    let service = routes.layer(Extension(ViaNetwork)).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}

/// The address under which other machines of the network reach this one. Nothing is sent: the system only says which
/// way a packet would go.
fn own_address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(address) if !address.is_loopback() => Some(address),
        _ => None,
    }
}
