//! Which orders a task of this process is working on, so that two key presses and the reconciler keep out of its way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::domain::ids::OrderId;

/// The orders that are being worked on.
#[derive(Clone, Default)]
pub struct InFlight(Arc<Mutex<HashMap<OrderId, watch::Sender<()>>>>);

/// Held while one order is being worked on.
pub struct OrderGuard {
    in_flight: InFlight,
    order: OrderId,
}

impl InFlight {
    /// Takes an order, if nobody has it.
    pub fn try_take(&self, order: OrderId) -> Option<OrderGuard> {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if orders.contains_key(&order) {
            return None;
        }
        orders.insert(order, watch::Sender::new(()));
        Some(OrderGuard {
            in_flight: self.clone(),
            order,
        })
    }

    /// Waits until an order is free, then takes it.
    pub async fn take(&self, order: OrderId) -> OrderGuard {
        loop {
            let waiting = {
                let orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                orders.get(&order).map(watch::Sender::subscribe)
            };
            if let Some(mut waiting) = waiting {
                // An error means that the turn ended: exactly what is waited for.
                let _ended = waiting.changed().await;
            }
            if let Some(turn) = self.try_take(order) {
                return turn;
            }
        }
    }
}

impl Drop for OrderGuard {
    fn drop(&mut self) {
        let mut orders = self.in_flight.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders.remove(&self.order);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_order_is_worked_on_by_one_task_at_a_time() {
        let (in_flight, order) = (InFlight::default(), OrderId::new(1));
        let turn = in_flight.try_take(order).unwrap();
        assert!(in_flight.try_take(order).is_none());
        assert!(in_flight.try_take(OrderId::new(2)).is_some());
        let second = tokio::spawn({
            let in_flight = in_flight.clone();
            async move { in_flight.take(order).await }
        });
        tokio::task::yield_now().await;
        assert!(!second.is_finished());
        drop(turn);
        drop(second.await.unwrap());
        assert!(in_flight.try_take(order).is_some());
    }
}
