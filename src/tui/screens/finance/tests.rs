//! Booking money in: from the list to the receipt, and what does not pay an order.
