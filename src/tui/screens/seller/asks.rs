//! What "Seller" asks for.

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::seller::{SellerPage, SellerRefusal};
use crate::services::setup::SellerForm;
use crate::tui::ask::{Ask, Manner};

/// The seller, as it is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LoadSeller;

/// The seller, and whether it may be changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundSeller(pub Result<Box<SellerPage>, ServiceError>);

impl Ask for LoadSeller {
    type Answer = FoundSeller;

    async fn run(self, services: &Services, actor: &Actor) -> FoundSeller {
        FoundSeller(services.seller_page(actor).await.map(Box::new))
    }
}

/// To change the seller to what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditSeller(pub Box<SellerForm>);

/// Whether anything was changed, or why not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditedSeller(pub Result<bool, SellerRefusal>);

impl Ask for EditSeller {
    type Answer = EditedSeller;

    async fn run(self, services: &Services, actor: &Actor) -> EditedSeller {
        let edited = services.edit_seller(&actor.as_owner(), &self.0).await;
        EditedSeller(edited.map(|edited| !edited.changes.is_empty()))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
