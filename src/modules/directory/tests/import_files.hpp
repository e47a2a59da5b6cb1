#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace passerelle::directory::imports {

/// A file of tests/data.
inline std::string content_of(std::string const& file)
{
    std::ifstream stream("tests/data/" + file, std::ios::binary);
    EXPECT_TRUE(stream) << file;
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

} // namespace passerelle::directory::imports
