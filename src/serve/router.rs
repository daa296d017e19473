//! Which address is answered by what.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::app::App;
use super::failure::{Failure, PageFailure};
use super::{api, assets, batch, check, editor, guard, minutes, preview, settings, start, versions};
use crate::limits;

/// What stands round a file in a request.
const ENVELOPE: usize = 1 << 20;

pub(super) fn router(app: App) -> Router {
    let pages = Router::new()
        .route("/", get(start::shell))
        .route("/start", get(start::start))
        .route("/documents/{id}", get(editor::editor))
        .route("/documents/{id}/export", get(editor::export))
        .route("/documents/{id}/schema", get(editor::schema))
        .route("/documents/{id}/rows", get(api::render::rows_of))
        .route("/check", get(check::empty).post(check::receive))
        .route("/check/{id}", get(check::show))
        .route("/check/{id}/edit", post(check::edit))
        .route("/check/{id}/{wanted}", get(check::take))
        .route("/batch", get(batch::empty).post(batch::receive))
        .route("/batch/{id}", get(batch::show))
        .route("/batch/{id}/begin", post(batch::begin))
        .route("/batch/{id}/corrections", get(batch::corrected_table))
        .route("/batch/{id}/rows", post(batch::again))
        .route("/batch/{id}/rows/{index}", get(batch::one_row))
        .route("/minutes", get(minutes::minutes).post(minutes::begin))
        .route("/minutes/{plan}/tablets", post(minutes::tablets))
        .route("/minutes/{plan}/{collector}", post(minutes::collect))
        .route("/settings", get(settings::settings))
        .route("/settings/profile", post(settings::profile))
        .route("/settings/backup", post(settings::backup))
        .route("/settings/restore", post(settings::restore))
        .route("/documents/{id}/versions", get(versions::versions).post(versions::bring_back))
        .route("/documents/{id}/versions/{version}", get(versions::look))
        .route("/session", post(guard::open))
        .route("/assets/{*name}", get(assets::asset))
        .fallback(no_page);
    let api = Router::new()
        .route("/types", get(api::types::list))
        .route("/types/{slug}/schema", get(api::types::schema))
        .route("/types/{slug}/example", get(api::types::example))
        .route("/documents", get(api::documents::list).post(api::documents::create))
        .route("/documents/{id}", get(api::documents::one).put(api::documents::save).delete(api::documents::put_away))
        .route("/documents/{id}/versions", get(api::documents::versions))
        .route("/documents/{id}/compare", get(api::documents::compare))
        .route("/documents/{id}/versions/{version}", get(api::documents::version))
        .route("/documents/{id}/versions/{version}/restore", post(api::documents::restore))
        .route("/documents/{id}/export", get(api::render::export))
        .route("/documents/{id}/files", post(api::files::keep))
        .route("/documents/{id}/form", post(api::forms::open).delete(api::forms::close))
        .route("/documents/{id}/files/{*name}", get(api::files::one))
        .route("/types/{slug}/rows", get(api::render::rows))
        .route("/check", post(api::check::check))
        .route("/fix", post(api::check::fix))
        .route("/import", post(api::check::import))
        .route("/paste", post(api::check::paste))
        .route("/render", post(api::render::render))
        .route("/new", post(api::documents::fill))
        .route("/openapi.json", get(api::openapi::openapi))
        .route("/batches", post(batch::taken))
        .route("/batches/{id}", get(batch::state))
        .route("/batches/{id}/cells", get(batch::corrected).put(batch::correct))
        .route("/batches/{id}/zip", get(batch::zip))
        .route("/preview", post(preview::preview))
        .fallback(no_call);
    Router::new()
        .nest("/api", api)
        .merge(pages)
        .layer(DefaultBodyLimit::max(limits::FILE as usize + ENVELOPE))
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

async fn no_page() -> Response {
    PageFailure::from(Failure::missing("trang này")).into_response()
}

async fn no_call() -> Failure {
    Failure::new(StatusCode::NOT_FOUND, "Không có địa chỉ này", "Xem /api/openapi.json.")
}
