//! `vanban serve`: the program in a browser. A thin shell over the library: it holds no rule, no layout and no text
//! of the standard; it keeps documents, asks the library and shows what that answers.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "disk, environment and clock are the program's, not the library's"
)]

mod api;
mod app;
mod assets;
mod backup;
mod batch;
mod begun;
mod check;
mod documents;
mod editor;
mod failure;
mod files;
mod folder;
mod forms;
mod given;
mod guard;
mod keys;
mod minutes;
mod network;
mod preview;
mod queue;
mod restore;
mod router;
mod settings;
mod start;
mod store;
mod upload;
mod versions;
mod wording;

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;

use crate::cli::args::{Serve, Setup};
use crate::cli::files::{shown, why};
use crate::cli::{Exit, could_not_run, tell};
use crate::pipeline::Engine;
use app::App;
use folder::{Folder, Opened};
use forms::Forms;
use keys::Keys;
use queue::Queue;

/// Runs until Ctrl-C.
pub fn run(command: &Serve) -> Exit {
    let folder = match Folder::open(command.data.as_deref()) {
        Ok(Opened::Free(folder)) => folder,
        Ok(Opened::Running(address)) => {
            tell(&format!("Chương trình đang chạy: {address}"));
            show(command, &address);
            return Exit::Done;
        }
        Err(message) => return could_not_run(&message),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return could_not_run(&format!("Không khởi động được: {}", why(&error))),
    };
    let exit = runtime.block_on(serve(command, folder)).unwrap_or_else(|message| could_not_run(&message));
    runtime.shutdown_background();
    exit
}

async fn serve(command: &Serve, folder: Folder) -> Result<Exit, String> {
    let listener = listen(command, &folder).await?;
    let port = listener.local_addr().map_err(|e| why(&e))?.port();
    let Some((engine, setup, of_templates)) = prepared(command, &folder) else { return Ok(Exit::CouldNotRun) };
    folder.sweep();
    let ((store, of_store), queue) = (restore::open(&folder).await?, Queue::open(&folder.at("jobs.db")).await?);
    let keys = Keys::new(folder.token()?, port, Forms::read(&store).await);
    let notices = [of_store, of_templates].into_iter().flatten().collect();
    let listens = command.lan || keys.forms().any();
    let app = App::new((engine, setup), (store, notices), queue, keys, folder, port);
    let routes = router::router(app.clone());
    app.answered_by(routes.clone());
    tokio::spawn(backup::keep(app.clone()));
    tokio::spawn(batch::work(app.clone()));
    let entry = app.entry();
    tell(&format!("Mở trong trình duyệt: {entry}"));
    if listens {
        tell(&network::listen(&app).await.map_or_else(
            |why| why,
            |address| {
                format!("Máy khác cùng mạng mở biểu mẫu ở http://{address}:{port} bằng mã QR của từng biểu mẫu; đường truyền không mã hóa.")
            },
        ));
    }
    tell("Dừng chương trình: Ctrl-C, hoặc đóng cửa sổ này. Những gì đã soạn được giữ lại.");
    show(command, &entry);
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    axum::serve(listener, service).with_graceful_shutdown(stop).await.map_err(|e| format!("Chương trình dừng: {}", why(&e)))?;
    Ok(Exit::Done)
}

/// The engine with the office's own templates: those that were named, or those of the data folder. What is wrong with the
/// latter keeps nobody from working; it is told on the first page.
fn prepared(command: &Serve, folder: &Folder) -> Option<(Engine, Setup, Option<String>)> {
    let own = folder.templates().filter(|_| command.setup.templates.is_none());
    let setup = Setup { templates: command.setup.templates.clone().or(own.clone()), ..command.setup.clone() };
    match (crate::cli::engine(&setup), own) {
        (Ok(Ok(engine)), _) => Some((engine, setup, None)),
        (_, Some(own)) => {
            let engine = crate::cli::engine(&command.setup).ok()?.ok()?;
            let notice = format!("Mẫu riêng trong thư mục {} có lỗi nên chưa dùng: nhờ người làm mẫu xem lại.", shown(&own));
            Some((engine, command.setup.clone(), Some(notice)))
        }
        // What is wrong was told.
        _ => None,
    }
}

/// Listens where it was asked to, or where it listened last time.
async fn listen(command: &Serve, folder: &Folder) -> Result<TcpListener, String> {
    let own = Ipv4Addr::LOCALHOST;
    let wanted = command.port.or_else(|| folder.port());
    let first = TcpListener::bind((own, wanted.unwrap_or(0))).await;
    let listener = match (first, command.port) {
        (Ok(listener), _) => listener,
        (Err(error), Some(port)) if port != 0 => {
            return Err(format!("Không dùng được cổng {port}: {}. Chọn cổng khác bằng --port, hoặc bỏ --port.", why(&error)));
        }
        // Somebody else took the port meanwhile.
        (Err(_), _) => TcpListener::bind((own, 0)).await.map_err(|e| format!("Không mở được cổng nào: {}", why(&e)))?,
    };
    let port = listener.local_addr().map_err(|e| why(&e))?.port();
    folder.keep_port(port)?;
    Ok(listener)
}

/// Opens the browser, unless it was asked not to.
fn show(command: &Serve, address: &str) {
    if !command.no_open && open::that_detached(address).is_err() {
        tell("Không tự mở được trình duyệt: hãy chép địa chỉ trên vào trình duyệt.");
    }
}
