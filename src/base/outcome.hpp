#pragma once

#include <tl/expected.hpp>

#include <type_traits>
#include <utility>

namespace passerelle {

/// What an operation answers: its result, or the refusal that the domain gives (closed, full, not eligible).
/// A refusal is a value; a fault (database gone) is an exception; a bug is `ensure`.
/// `R` is a small enum or struct of that one operation, switched over without `default`.
template<class T, class R>
class [[nodiscard]] Outcome {
public:
    Outcome(T value) : expected_(std::move(value)) {}
    Outcome(R refusal) : expected_(tl::unexpect, std::move(refusal)) {}

    explicit operator bool() const { return expected_.has_value(); }
    bool refused() const { return !expected_.has_value(); }

    T const& value() const& { return expected_.value(); }
    T&& value() && { return std::move(expected_).value(); }
    R const& refusal() const { return expected_.error(); }

    T const* operator->() const { return &expected_.value(); }
    T const& operator*() const { return expected_.value(); }

private:
    static_assert(!std::is_same_v<T, R>);
    tl::expected<T, R> expected_;
};

/// The result of an operation that has nothing to tell but that it is done.
struct Done {};

} // namespace passerelle
