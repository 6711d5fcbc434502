//! The same content in SQLite, used as its documentation recommends: WAL, synchronous FULL, prepared statements, one
//! writer, a read connection per core, a cache as large as ours.
//!
//! What our engine does beyond this (a tally over all records, a checksum on each) SQLite does not, and is not asked
//! to.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use offerdesk::domain::audit::Subject;
use offerdesk::domain::order::Order;
use offerdesk::domain::partner::Account;
use offerdesk::domain::subscription::Subscription;
use offerdesk::domain::user::User;
use offerdesk::services::clock::Clock;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, oneshot};

use crate::error::Measured;
use crate::stores;
use crate::world::{self, House, World};

use super::ours::{self, Held};

const TABLES: &str = "
    CREATE TABLE accounts (id BLOB PRIMARY KEY, name TEXT NOT NULL, mpn_id TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX accounts_by_name ON accounts (name);
    CREATE TABLE users (id BLOB PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, os_user TEXT UNIQUE,
        version INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX users_by_name ON users (name);
    CREATE TABLE users_by_account (account BLOB NOT NULL, name TEXT NOT NULL, user BLOB NOT NULL,
        PRIMARY KEY (account, name, user)) WITHOUT ROWID;
    CREATE TABLE subscriptions (id BLOB PRIMARY KEY, account BLOB NOT NULL, offer TEXT NOT NULL,
        expires INTEGER NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID;
    CREATE UNIQUE INDEX subscriptions_by_account ON subscriptions (account, offer);
    CREATE INDEX subscriptions_by_expiry ON subscriptions (expires);
    CREATE TABLE orders (id BLOB PRIMARY KEY, account BLOB NOT NULL, number INTEGER NOT NULL UNIQUE,
        open_offer TEXT, version INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX orders_by_account ON orders (account, id);
    CREATE UNIQUE INDEX open_orders ON orders (account, open_offer) WHERE open_offer IS NOT NULL;
    CREATE TABLE audit (chain BLOB NOT NULL, sequence INTEGER NOT NULL, previous BLOB NOT NULL, entry BLOB NOT NULL,
        PRIMARY KEY (chain, sequence)) WITHOUT ROWID;
    CREATE TABLE heads (chain BLOB PRIMARY KEY, sequence INTEGER NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE settings (id BLOB PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE meta (id INTEGER PRIMARY KEY, last_commit INTEGER NOT NULL);
    INSERT INTO meta VALUES (1, 0);
";

/// How renewals share a transaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    /// Each has its own.
    Each,
    /// All that wait share one.
    Waiting,
}

/// As many as our writer takes at once.
const GROUP: usize = 512;

/// The database with the content of a world; made when there is none.
pub fn file(subscriptions: u32) -> Measured<PathBuf> {
    let folder = stores::home()
        .join(stores::EDITION)
        .join(subscriptions.to_string());
    let path = folder.join("sqlite").join("desk.db");
    if path.exists() {
        return Ok(path);
    }
    let unfinished = folder.join("sqlite.unfinished");
    stores::remove(&unfinished)?;
    std::fs::create_dir_all(&unfinished)?;
    let mut connection = connect(&unfinished.join("desk.db"))?;
    connection.execute_batch(TABLES)?;
    let transaction = connection.transaction()?;
    fill(&transaction, &World::new(subscriptions, Clock::system().today()))?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    std::fs::rename(&unfinished, folder.join("sqlite"))?;
    Ok(path)
}

/// A fresh copy, for one measurement.
pub fn copy(subscriptions: u32, name: &str) -> Measured<PathBuf> {
    let from = file(subscriptions)?;
    let to = stores::home()
        .join("copies")
        .join(format!("{name}-sqlite-{subscriptions}"));
    stores::copy_folder(from.parent().ok_or("no folder")?, &to)?;
    Ok(to.join("desk.db"))
}

fn connect(path: &Path) -> Measured<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // KiB, hence the sign: as much as our engine has.
    let cache = i64::try_from(stores::cache_bytes() >> 10)?;
    connection.pragma_update(None, "cache_size", -cache)?;
    // Ten times the usual: a page that many renewals change goes back into the database once. In favor of SQLite.
    connection.pragma_update(None, "wal_autocheckpoint", 10_000)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn fill(transaction: &Transaction<'_>, world: &World) -> Measured<()> {
    transaction.execute(
        "INSERT INTO settings VALUES (x'00', ?1)",
        [postcard::to_stdvec(&world::seller())?],
    )?;
    for user in world::staff(&stores::os_user()) {
        add_user(transaction, &user)?;
    }
    let mut subscription_row =
        transaction.prepare("INSERT INTO subscriptions VALUES (?1, ?2, ?3, ?4, 1, ?5)")?;
    let mut account_row = transaction.prepare("INSERT INTO accounts VALUES (?1, ?2, ?3, 1, ?4)")?;
    for House {
        account,
        subscriptions,
        orders,
        person,
    } in world.houses()
    {
        account_row.execute(params![
            account.id.to_bytes(),
            account.profile.company.as_str().to_lowercase(),
            account.mpn_id.as_str(),
            postcard::to_stdvec(&account)?
        ])?;
        for held in &subscriptions {
            subscription_row.execute(params![
                held.id.to_bytes(),
                held.account.to_bytes(),
                held.offer.as_str(),
                held.expires.epoch_days(),
                postcard::to_stdvec(held)?
            ])?;
        }
        for order in &orders {
            insert_order(transaction, order, &postcard::to_stdvec(order)?, 1)?;
        }
        if let Some(person) = person {
            add_user(transaction, &person)?;
        }
    }
    Ok(())
}

fn add_user(connection: &Connection, user: &User) -> Measured<()> {
    let name = user.name.as_str().to_lowercase();
    connection
        .prepare_cached("INSERT INTO users VALUES (?1, ?2, ?3, ?4, 1, ?5)")?
        .execute(params![
            user.id.to_bytes(),
            name,
            user.email.as_str(),
            user.os_user,
            postcard::to_stdvec(user)?
        ])?;
    for account in user.accounts() {
        connection
            .prepare_cached("INSERT INTO users_by_account VALUES (?1, ?2, ?3)")?
            .execute(params![account.to_bytes(), name, user.id.to_bytes()])?;
    }
    Ok(())
}

fn insert_order(connection: &Connection, order: &Order, payload: &[u8], version: i64) -> Measured<()> {
    let open_offer = order.state.is_open().then(|| order.offer.as_str());
    connection
        .prepare_cached("INSERT INTO orders VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            order.id.to_bytes(),
            order.account.to_bytes(),
            i64::try_from(order.number.bits())?,
            open_offer,
            version,
            payload
        ])?;
    Ok(())
}

/// Opens the database and prints what the first useful page shows: the acting person, the first account by name, its
/// subscriptions and open orders, the seller.
pub fn print_first_page(path: &Path) -> Measured<()> {
    let connection = connect(path)?;
    let blob = |row: &rusqlite::Row<'_>| row.get::<_, Vec<u8>>(0);
    let seller: Vec<u8> = connection.query_row("SELECT payload FROM settings", [], blob)?;
    let os_user = stores::os_user();
    let user = connection.query_row("SELECT payload FROM users WHERE os_user = ?1", [os_user], blob)?;
    let account = connection.query_row("SELECT payload FROM accounts ORDER BY name LIMIT 1", [], blob)?;
    let (user, account): (User, Account) = (postcard::from_bytes(&user)?, postcard::from_bytes(&account)?);
    println!(
        "{} bytes of a seller, {}, {}",
        seller.len(),
        user.name,
        account.profile.company
    );
    let mut held =
        connection.prepare("SELECT payload FROM subscriptions WHERE account = ?1 ORDER BY offer")?;
    for payload in held.query_map([account.id.to_bytes()], blob)? {
        let held: Subscription = postcard::from_bytes(&payload?)?;
        println!("{} {}", held.offer.as_str(), held.expires);
    }
    let mut open =
        connection.prepare("SELECT payload FROM orders WHERE account = ?1 AND open_offer IS NOT NULL")?;
    for payload in open.query_map([account.id.to_bytes()], blob)? {
        let order: Order = postcard::from_bytes(&payload?)?;
        println!("{}", order.number);
    }
    Ok(())
}

/// A database that is open: readers, and a queue before one writer.
#[derive(Clone)]
pub struct Desk {
    readers: Arc<Mutex<Vec<Connection>>>,
    queue: mpsc::Sender<(Renewal, oneshot::Sender<Result<(), String>>)>,
}

/// A renewal as the writer gets it: everything that can be made outside is made outside.
struct Renewal {
    version: i64,
    subscription: Subscription,
    subscription_payload: Vec<u8>,
    order: Order,
    order_payload: Vec<u8>,
    entry: Vec<u8>,
}

impl Desk {
    /// Opens it.
    pub fn open(path: &Path, grouping: Grouping) -> Measured<Self> {
        let mut writer = connect(path)?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let readers = (0..cores).map(|_| connect(path)).collect::<Measured<Vec<_>>>()?;
        let (queue, mut waiting) = mpsc::channel::<(Renewal, oneshot::Sender<Result<(), String>>)>(1_024);
        std::thread::spawn(move || {
            while let Some(first) = waiting.blocking_recv() {
                let mut group = vec![first];
                while grouping == Grouping::Waiting && group.len() < GROUP {
                    match waiting.try_recv() {
                        Ok(next) => group.push(next),
                        Err(_) => break,
                    }
                }
                let written = write(&mut writer, &group).map_err(|error| error.to_string());
                for (_, answer) in group {
                    let _nobody_waits = answer.send(written.clone());
                }
            }
        });
        Ok(Self {
            readers: Arc::new(Mutex::new(readers)),
            queue,
        })
    }

    /// Renews; answers when it is durable.
    pub async fn renew(&self, world: &World, held: &Held, number: u64) -> Result<(), String> {
        let renewal = self
            .prepare(world, held, number)
            .map_err(|error| error.to_string())?;
        let (answer, answered) = oneshot::channel();
        self.queue
            .send((renewal, answer))
            .await
            .map_err(|error| error.to_string())?;
        answered.await.map_err(|error| error.to_string())?
    }

    fn prepare(&self, world: &World, held: &Held, number: u64) -> Measured<Renewal> {
        let reader = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // A task never waits in here, so that there is one for each thread of the runtime.
        let reader = reader.ok_or("more readers than cores")?;
        let read = read(&reader, held);
        self.readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(reader);
        let (found, version) = read?;
        let (subscription, order) = world.renewal(&held.account, &found, number);
        let entry = ours::entry(
            order.placed_at,
            vec![Subject::Order(order.id), Subject::Subscription(subscription.id)],
        );
        Ok(Renewal {
            version,
            subscription_payload: postcard::to_stdvec(&subscription)?,
            order_payload: postcard::to_stdvec(&order)?,
            entry: postcard::to_stdvec(&entry)?,
            subscription,
            order,
        })
    }
}

fn read(reader: &Connection, held: &Held) -> Measured<(Subscription, i64)> {
    let mut statement = reader.prepare_cached("SELECT payload, version FROM subscriptions WHERE id = ?1")?;
    let row = statement.query_row([held.subscription.to_bytes()], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?))
    });
    let (payload, version) = row?;
    Ok((postcard::from_bytes(&payload)?, version))
}

fn write(writer: &mut Connection, group: &[(Renewal, oneshot::Sender<Result<(), String>>)]) -> Measured<()> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut number: i64 = transaction
        .prepare_cached("SELECT last_commit FROM meta WHERE id = 1")?
        .query_row([], |row| row.get(0))?;
    for (renewal, _) in group {
        number += 1;
        renew(&transaction, renewal, number)?;
    }
    transaction
        .prepare_cached("UPDATE meta SET last_commit = ?1 WHERE id = 1")?
        .execute([number])?;
    Ok(transaction.commit()?)
}

fn renew(transaction: &Transaction<'_>, renewal: &Renewal, number: i64) -> Measured<()> {
    let held = &renewal.subscription;
    let moved = transaction
        .prepare_cached("UPDATE subscriptions SET expires = ?1, version = ?2, payload = ?3 WHERE id = ?4 AND version = ?5")?
        .execute(params![
            held.expires.epoch_days(),
            number,
            renewal.subscription_payload,
            held.id.to_bytes(),
            renewal.version
        ])?;
    if moved != 1 {
        return Err("somebody else renewed it".into());
    }
    insert_order(transaction, &renewal.order, &renewal.order_payload, number)?;
    let chain = held.account.to_bytes();
    let head: Option<(i64, Vec<u8>)> = transaction
        .prepare_cached("SELECT sequence, hash FROM heads WHERE chain = ?1")?
        .query_row([chain], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (sequence, previous) = head.unwrap_or_else(|| (0, vec![0; 32]));
    let sequence = sequence + 1;
    let hash: [u8; 32] = Sha256::new()
        .chain_update(&previous)
        .chain_update(chain)
        .chain_update(sequence.to_be_bytes())
        .chain_update(&renewal.entry)
        .finalize()
        .into();
    transaction
        .prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![chain, sequence, previous, renewal.entry])?;
    transaction
        .prepare_cached("INSERT INTO heads VALUES (?1, ?2, ?3) ON CONFLICT (chain) DO UPDATE SET sequence = ?2, hash = ?3")?
        .execute(params![chain, sequence, hash])?;
    Ok(())
}
