#include "platform/jobs/running.hpp"

#include "base/ensure.hpp"
#include "platform/jobs/doorbell.hpp"
#include "platform/log/log.hpp"

namespace passerelle::jobs {

void Running::finish(std::function<void(db::Transaction&)> const& effect)
{
    ensure(!finished_);
    while (!try_finish(effect))
        doorbell().wait(stop_, doorbell().rings(), Duration::seconds(1));
    finished_ = true;
}

bool Running::try_finish(std::function<void(db::Transaction&)> const& effect)
{
    try {
        database_.write([&](db::Transaction& tx) {
            end_in(tx);
            if (effect)
                effect(tx);
        });
        return true;
    } catch (LeaseLost const&) {
        // After an unknown commit the row may be gone because it was we who finished it.
        if (perhaps_finished_)
            return true;
        throw;
    } catch (db::CommitUnknown const&) {
        perhaps_finished_ = true;
    } catch (db::Busy const&) {
    } catch (db::Disconnected const&) {
    } catch (db::Full const&) {
    }
    log::warning("job.waits_for_database", { { "id", claim_.id }, { "kind", claim_.kind } });
    if (stopping())
        throw TryLater("the program ends");
    return false;
}

void Running::end_in(db::Transaction& tx)
{
    auto const now = clock_();
    auto const ours
        = period_ ? store::complete_until(tx, claim_, now, now + *period_) : store::complete(tx, claim_);
    if (!ours)
        throw LeaseLost();
}

} // namespace passerelle::jobs
