#pragma once

#include "platform/json/json.hpp"
#include "schedule/day_file.hpp"

#include <optional>

namespace passerelle::schedule {

/// Reads typed values out of a JSON text and remembers the first that is not as it should be. After that
/// every answer is empty or zero.
class Fields {
public:
    using Reason = FileRefused::Reason;

    /// The member, or nothing where it is absent or `null`.
    Json const* optional(Json const& object, std::string const& name);
    Json const* needed(Json const& object, std::string const& pointer, std::string const& name);

    std::string text(Json const&, std::string const& pointer);
    int number(Json const&, std::string const& pointer, int low, int high);
    /// Its elements one by one with their pointers, as many as `most`.
    template<class F>
    void each(Json const& list, std::string const& pointer, int most, F&& f)
    {
        if (!list.is_array())
            return refuse(Reason::NotList, pointer);
        if (list.size() > static_cast<std::size_t>(most))
            return refuse(Reason::TooMany, pointer, 0, most);
        for (std::size_t i = 0; i < list.size() && !refused_; ++i)
            f(list[i], pointer + "/" + std::to_string(i));
    }
    /// The members of an object whose names are numbers from 1 to `most`, as numbers from 0.
    template<class F>
    void each_numbered(Json const& object, std::string const& pointer, int most, F&& f)
    {
        if (!object.is_object())
            return refuse(Reason::NotObject, pointer);
        for (auto const& [name, value] : object.items()) {
            if (refused_)
                return;
            auto const at = pointer + "/" + json_pointer_token(name);
            f(index(name, at, most), value, at);
        }
    }

    void refuse(Reason reason, std::string pointer, long low = 0, long high = 0)
    {
        if (!refused_)
            refused_ = FileRefused { reason, std::move(pointer), low, high };
    }
    std::optional<FileRefused> const& refused() const { return refused_; }

private:
    int index(std::string const& name, std::string const& pointer, int most);

    std::optional<FileRefused> refused_;
};

} // namespace passerelle::schedule
